import { safeText } from '../local/view/safeText.ts';
import type { TwitterPolling } from '../src/config/twitter.ts';
import { counted } from '../src/pipeline/log.ts';
import { dayOf, type Ledger, nextDay, postsOn, postsPerDollar, smallestPage } from '../src/pipeline/twitter/ledger.ts';
import type { PauseReason } from '../src/pipeline/twitter/pause.ts';
import { pauseWords } from '../src/pipeline/twitter/pauseLines.ts';
import type { Gap, PollState } from '../src/pipeline/twitter/pollState.ts';
import { dollars, duration } from '../src/pipeline/twitter/runLines.ts';
import { timeOf } from '../src/pipeline/twitter/snowflake.ts';

/** An id with the time it was made at (ISO 8601). */
interface IdInTime {
  readonly id: string;
  readonly time: string;
}

interface Range {
  readonly from: IdInTime;
  readonly to: IdInTime;
}

/** What the twitter source remembers of its query, as `--json` prints it. */
export interface PollStatus {
  readonly query: string;
  /** Everything up to here is published, except for the hole; absent before the first run. */
  readonly cursor?: IdInTime;
  readonly upToDate?: string | undefined;
  readonly hole?: Range | undefined;
  readonly pause?: { readonly reason: PauseReason; readonly until: string } | undefined;
  readonly today: { readonly day: string; readonly posts: number; readonly ceiling: number; readonly dollars: number };
  readonly gaps: readonly Range[];
  readonly lastError?: { readonly time: string; readonly message: string } | undefined;
}

export function pollStatus(
  { query, maxPostsPerDay }: TwitterPolling,
  state: PollState | undefined,
  ledger: Ledger,
  nowMs: number,
): PollStatus {
  const day = dayOf(nowMs);
  const posts = postsOn(ledger, day);
  const today = { day, posts, ceiling: maxPostsPerDay, dollars: posts / postsPerDollar };
  if (state === undefined) return { query, today, gaps: [] };
  const { cursor, hole, pause, gaps, lastError, upToDateMs } = state;
  return {
    query,
    cursor: inTime(cursor),
    upToDate: upToDateMs === undefined ? undefined : iso(upToDateMs),
    hole: hole && { from: inTime(hole.lo), to: inTime(hole.hi) },
    pause: pause && pause.untilMs > nowMs ? { reason: pause.reason, until: iso(pause.untilMs) } : undefined,
    today,
    gaps: gaps.map(rangeOf),
    lastError: lastError && { time: iso(lastError.timeMs), message: lastError.message },
  };
}

/** The status for people, a line for each thing. */
export function statusWords(status: PollStatus, nowMs: number): string {
  const { query, cursor, upToDate, hole, pause, today, gaps, lastError } = status;
  const isReached = today.ceiling - today.posts < smallestPage;
  const until = isReached ? `; nothing is read until ${iso(nextDay(nowMs))}` : '';
  const cost = `${today.posts} of ${counted(today.ceiling, 'post')} on ${today.day} (${dollars(today.posts)})${until}`;
  const lines: readonly (readonly [name: string, words: string])[] = [
    ['Query', query],
    ['Read up to', cursor ? `${cursor.time} (id ${cursor.id})` : 'Nothing yet: the source has never run.'],
    ['Up to date', upToDate ? `${duration(nowMs - Date.parse(upToDate))} ago` : 'never yet'],
    ['Hole', hole ? `${rangeWords(hole)} is not read yet; the next runs read it first` : 'none'],
    ['Pause', pause ? `until ${pause.until}: ${pauseWords(pause.reason)}` : 'none'],
    ['Today', cost],
    ...(gaps.length === 0
      ? [['Gaps', 'none'] as const]
      : gaps.map((gap) => ['Gap', `${rangeWords(gap)} is lost`] as const)),
    ['Last error', lastError ? `${lastError.time}: ${lastError.message}` : 'none'],
  ];
  return lines.map(([name, words]) => `${name.padEnd(12)}${safeText(words)}\n`).join('');
}

function rangeOf({ after, upTo }: Gap): Range {
  return { from: inTime(after), to: inTime(upTo) };
}

function rangeWords({ from, to }: Range): string {
  return `${from.time} to ${to.time} (ids ${from.id} to ${to.id})`;
}

function inTime(id: bigint): IdInTime {
  return { id: id.toString(), time: iso(timeOf(id)) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
