import type { FaultKind } from '../faults/fault.ts';
import type { VerifyOptions } from '../parseVerify.ts';

const bounds = { leastMs: 3_000, mostMs: 60_000 };
/** Storage that is away for long is what the pipeline promises most about: a load of 100 s has it away for a minute. */
const shareOfLoad = { outage: 0.6, others: 0.25 };
/** It has to start, and to be given a partition. */
const secondHostMs = 20_000;
/** What a rate of 0 comes to on a small machine, under trouble. */
const fastestPerSecond = 2_000;

/** How long trouble of a kind may last. A short run can take no long trouble: it would be all there is. */
export function longestTroubleMs(
  kind: FaultKind,
  { events, seconds, rate }: Pick<VerifyOptions, 'events' | 'seconds' | 'rate'>,
): number {
  const loadMs = 1_000 * (seconds ?? (events ?? 0) / (rate === 0 ? fastestPerSecond : rate));
  const share = kind === 'storage-outage' ? shareOfLoad.outage : shareOfLoad.others;
  const ms = Math.min(bounds.mostMs, Math.max(bounds.leastMs, loadMs * share));
  return kind === 'second-host' ? Math.max(ms, secondHostMs) : ms;
}
