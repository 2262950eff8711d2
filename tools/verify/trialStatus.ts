import type { Trial } from './trial.ts';

/** How far a trial is, in one line. */
export function trialStatus({ options, sender, publishRuns, observation, tally }: Trial): string {
  const of = options.events === undefined ? '' : ` of ${number(options.events)}`;
  const beside = sender.count - sender.loadCount;
  const poison = beside === 0 ? '' : ` and ${number(beside)} poison`;
  const sent = `${number(sender.loadCount + publishRuns.published)}${of} events${poison} sent`;
  const counts = [...tally.all.values()];
  const injected = counts.reduce((sum, count) => sum + count.injected, 0);
  const survived = counts.reduce((sum, count) => sum + count.survived, 0);
  const faults = options.faults.length === 0 ? '' : `, ${injected} faults injected, ${survived} survived`;
  return `${sent}, ${number(observation.order.done)} handled${faults}.`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
