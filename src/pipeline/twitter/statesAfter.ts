import { hubFailures } from './pause.ts';
import { type FoundGap, type Gap, gapsKept, type LastError, type PollState } from './pollState.ts';
import type { PollRun } from './readRun.ts';
import { stillNeeded } from './sent.ts';

/** The states to be saved after a run has read. */
export interface StatesAfter {
  /** Until everything is published: cursor, hole and gaps as before, so that what is not yet published is read again. */
  readonly meanwhile: PollState;
  /** Once everything is published. */
  readonly atLast: PollState;
}

export function statesAfter(before: PollState, { polled, fresh, pause, endMs }: PollRun): StatesAfter {
  const { position, gaps, stop } = polled;
  const isHubTried = fresh.length > 0;
  const meanwhile: PollState = {
    ...before,
    // That the hub takes nothing stays known until it takes something.
    pause: pause ?? (hubFailures(before.pause) > 0 ? before.pause : undefined),
    lastError: lastErrorOf(stop, endMs) ?? before.lastError,
  };
  const sent = new Set([...before.sent, ...fresh.map(({ id }) => BigInt(id))]);
  const upToDateMs = stop ? before.upToDateMs : endMs;
  const read = {
    ...position,
    upToDateMs,
    sent: stillNeeded(sent, position),
    gaps: withGaps(before.gaps, gaps, endMs),
  };
  return { meanwhile, atLast: { ...meanwhile, ...read, pause: isHubTried ? pause : meanwhile.pause } };
}

/** A gap that begins where a known one ends, as hour by hour while X refuses, makes that one wider. */
function withGaps(known: readonly FoundGap[], found: readonly Gap[], foundMs: number): readonly FoundGap[] {
  const recorded = found.reduce((gaps, { after, upTo }) => {
    const touched = gaps.find((gap) => gap.upTo === after);
    return [...gaps.filter((gap) => gap !== touched), { after: touched?.after ?? after, upTo, foundMs }];
  }, known);
  return recorded.slice(-gapsKept);
}

function lastErrorOf(stop: PollRun['polled']['stop'], timeMs: number): LastError | undefined {
  if (stop?.why === 'failed') return { timeMs, message: stop.detail };
  return stop?.why === 'refused' ? { timeMs, message: stop.refusal.detail } : undefined;
}
