import type { Trial } from './trial.ts';

/** How far a trial is, in one line. */
export function trialStatus({
  options,
  sender,
  observation,
  tally,
}: Pick<Trial, 'options' | 'sender' | 'observation' | 'tally'>): string {
  const of = options.events === undefined ? '' : ` of ${number(options.events)}`;
  const injected = [...tally.all.values()].reduce((sum, count) => sum + count.injected, 0);
  const survived = [...tally.all.values()].reduce((sum, count) => sum + count.survived, 0);
  const faults = options.faults.length === 0 ? '' : `, ${injected} faults injected, ${survived} survived`;
  return `${number(sender.count)}${of} events sent, ${number(observation.order.done)} handled${faults}.`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
