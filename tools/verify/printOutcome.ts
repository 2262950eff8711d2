import type { Findings } from './account/findings.ts';
import type { LatencyFigures } from './account/latencies.ts';
import { figuresOf, isSound, type Outcome } from './figures.ts';
import type { VerifyOptions } from './parseVerify.ts';

export function jsonFigures(outcome: Outcome): string {
  return `${JSON.stringify(figuresOf(outcome))}\n`;
}

/** The account for people. */
export function printOutcome(outcome: Outcome, { seed }: Pick<VerifyOptions, 'seed'>): string {
  const { balance, skips, latency, worstTenSeconds, published, faults } = outcome;
  const figures = figuresOf(outcome);
  const lines = [
    `events in the hub's log   ${number(figures.events)} (${number(figures.repeated)} of them repeated)`,
    `by publishTweets          ${number(published.tweets)}, in ${number(published.runs)} of ${number(published.asked)} runs`,
    `rows                      ${number(figures.rows)}`,
    `dead letters              ${number(figures.deadLetters)}`,
    `missing                   ${number(figures.missing)}`,
    `duplicate                 ${number(figures.duplicate)}`,
    ...outOfOrder(outcome),
    `latency, whole run        ${latencyText(latency)}`,
    `latency, worst 10 s       ${latencyText(worstTenSeconds)}`,
    `throughput                ${number(figures.eventsPerSecond)} events/s`,
    ...[...faults].map(
      ([kind, { injected, survived }]) => `${`fault ${kind}`.padEnd(25)} injected ${injected}, survived ${survived}`,
    ),
    ...first('missing', balance.missing),
    ...first('duplicate', balance.duplicate),
    ...first('of no event', balance.stray),
    ...first('not what the event holds', balance.altered),
    ...first('of an earlier version', balance.outdated),
    ...first('not as expected', balance.unexpected),
    ...first('out of order', skips),
    ...neverInjected(outcome),
    ...outcome.troubles,
    verdict(outcome, seed),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line for each partition, unless all are in order. */
function outOfOrder({ skipsByPartition }: Outcome): readonly string[] {
  const partitions = [...skipsByPartition]
    .filter(([, skips]) => skips > 0)
    .sort(([one], [other]) => Number(one) - Number(other));
  if (partitions.length === 0) return ['out of order              0'];
  return partitions.map(
    ([partition, skips]) => `${`out of order, partition ${partition}`.padEnd(25)} ${number(skips)}`,
  );
}

function verdict(outcome: Outcome, seed: number): string {
  const text = isSound(outcome)
    ? 'Every event is one row or one dead letter.'
    : 'Not verified: see above for what is wrong.';
  return `${text} (--seed ${seed})`;
}

function neverInjected({ faults }: Outcome): readonly string[] {
  const never = [...faults].filter(([, { injected }]) => injected === 0).map(([kind]) => kind);
  return never.length === 0 ? [] : [`Never injected: ${never.join(', ')}. Take more events, or fewer per second.`];
}

function first(what: string, { count, first: found, more }: Findings): readonly string[] {
  const rest = more > 0 ? [`  … and ${number(more)} more`] : [];
  return count === 0 ? [] : [`${what}:`, ...found.map((each) => `  ${each}`), ...rest];
}

function latencyText({ p50, p95, p99, max }: LatencyFigures): string {
  return `p50 ${number(p50)}, p95 ${number(p95)}, p99 ${number(p99)}, max ${number(max)} ms`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
