import { parseSchedule } from '../../../local/functionsHost/timer/schedule.ts';
import { longestPause } from '../parameters/longestPause.ts';

const minuteMs = 60_000;
/** A row of the test source comes within a minute or two; telemetry alone takes up to five to arrive. */
const usualMs = { row: 5 * minuteMs, log: 10 * minuteMs };
const mostMs = 60 * minuteMs;

/**
 * How long to wait for a proof, in ms: the usual time, and with a schedule that pauses for more than a minute also until its
 * next run; an hour at most. A schedule that cannot be read is left to the host to refuse.
 */
export function proofLimit(by: 'row' | 'log', schedule: string, nowMs: number): number {
  const usual = usualMs[by];
  const pause = pauseOf(schedule, nowMs);
  return pause <= minuteMs ? usual : Math.min(usual + pause, mostMs);
}

function pauseOf(schedule: string, nowMs: number): number {
  try {
    return longestPause(parseSchedule(schedule, 'UTC', 'publishTweets').next, nowMs);
  } catch {
    return 0;
  }
}
