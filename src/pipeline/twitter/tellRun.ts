import type { Log } from '../log.ts';
import { clockLine } from './clockLine.ts';
import { pauseBegins } from './pauseLines.ts';
import type { PollRun, TwitterSettings } from './readRun.ts';
import {
  ceilingLine,
  failureLine,
  gapLine,
  runLine,
  undatedLine,
  unreadableLine,
  unsavedCountLine,
} from './runLines.ts';
import { unusuallyApartMs } from './xClock.ts';

export interface Telling {
  readonly log: Log;
  /** Logs an error that stays true until a setting changes, the first time only. */
  readonly once: (line: string) => void;
}

/** Tells of a run what it has read; as errors, what a person should know: the ceiling, refusals, failures. */
export function tellRun(run: PollRun, { maxPostsPerDay }: TwitterSettings, { log, once }: Telling): void {
  const { polled, spent, pause, totals, endMs } = run;
  log.log(runLine(run, maxPostsPerDay));
  if (totals.unreadable > 0) log.error(unreadableLine(totals.unreadable));
  if (totals.undated > 0 && totals.undated === totals.posts) once(undatedLine);
  const apartMs = unusuallyApartMs(totals.clock);
  if (apartMs !== undefined) once(clockLine(apartMs));
  if (spent.isReachedNow) log.error(ceilingLine(spent.postsToday, maxPostsPerDay, endMs));
  if (spent.unsaved !== undefined) log.error(unsavedCountLine(spent.unsaved));
  if (polled.stop?.why === 'failed') log.error(failureLine(polled.stop.detail));
  if (polled.stop?.why === 'refused' && pause) {
    const line = pauseBegins(pause, polled.stop.refusal.detail);
    if (pause.reason === 'rate-limit') log.log(line);
    else log.error(line);
  }
}

/** Tells of what can be read no more. */
export function tellGaps({ polled }: PollRun, log: Log): void {
  for (const gap of polled.gaps) log.error(gapLine(gap));
}
