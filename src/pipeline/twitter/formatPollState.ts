import type { Pause } from './pause.ts';
import type { FoundGap, Hole, PollState } from './pollState.ts';

/** The state as JSON for people and for `parsePollState`: ids as strings, times as ISO 8601. */
export function formatPollState(state: PollState): string {
  const { query, cursor, hole, sent, pause, gaps, lastError, upToDateMs } = state;
  const content = {
    version: 1,
    query,
    cursor: cursor.toString(),
    hole: hole && formatHole(hole),
    pause: pause && formatPause(pause),
    upToDate: upToDateMs === undefined ? undefined : time(upToDateMs),
    lastError: lastError && { time: time(lastError.timeMs), message: lastError.message },
    gaps: gaps.map(formatGap),
    sent: [...sent].map(String),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function formatPause({ reason, untilMs, settingsMark, failures }: Pause) {
  return { reason, until: time(untilMs), settingsMark, failures };
}

function formatHole({ lo, hi }: Hole) {
  return { lo: lo.toString(), hi: hi.toString() };
}

function formatGap({ after, upTo, foundMs }: FoundGap) {
  return { after: after.toString(), upTo: upTo.toString(), found: time(foundMs) };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
