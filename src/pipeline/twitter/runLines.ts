import { counted } from '../log.ts';
import { nextDay, postsPerDollar } from './ledger.ts';
import type { Gap, Position } from './pollState.ts';
import type { PollRun } from './readRun.ts';
import { timeOf } from './snowflake.ts';
import { stopWords } from './stop.ts';

/** `Read 37 posts in 1 request, 12 of them new; today 112 of 500 ($0.56); 449 requests left; up to date.` */
export function runLine({ totals, fresh, spent, polled, lateByMs, endMs }: PollRun, maxPostsPerDay: number): string {
  const { posts, requests, outside, rateLimit } = totals;
  const { position, stop } = polled;
  return `${[
    `Read ${counted(posts, 'post')} in ${counted(requests, 'request')}, ${fresh.length} of them new`,
    ...(lateByMs === undefined ? [] : [`some visible only after ${duration(lateByMs)}`]),
    ...(outside > 0 ? [`${outside} outside of what was asked for`] : []),
    `today ${spent.postsToday} of ${maxPostsPerDay} (${dollars(spent.postsToday)})`,
    ...(rateLimit ? [`${counted(rateLimit.remaining, 'request')} left`] : []),
    stop ? `${behind(position, endMs)}, since ${stopWords(stop)}` : 'up to date',
  ].join('; ')}.`;
}

/** `3 min behind`: how old the oldest id is below which all was read. */
export function behind({ cursor, hole }: Position, nowMs: number): string {
  return `${duration(nowMs - timeOf(hole?.lo ?? cursor))} behind`;
}

/** `$0.50`, or to the half cent: `$0.185`. */
export function dollars(posts: number): string {
  return `$${(posts / postsPerDollar).toFixed(posts % 2 === 0 ? 2 : 3)}`;
}

export function gapLine({ after, upTo }: Gap): string {
  const bounds = `from ${iso(timeOf(after))} (id ${after}) to ${iso(timeOf(upTo))} (id ${upTo})`;
  return `Gap: posts ${bounds} were not read, and X's search reaches back 7 days only. They cannot be had any more.`;
}

export function ceilingLine(postsToday: number, maxPostsPerDay: number, nowMs: number): string {
  const count = `${counted(postsToday, 'post')} (${dollars(postsToday)}) of ${maxPostsPerDay} were read today, or may have been sent`;
  const way = 'Nothing is skipped; raise TWITTER_MAX_POSTS_PER_DAY to go on sooner.';
  return `The day's ceiling is reached: ${count}. Reading goes on at ${iso(nextDay(nowMs))}. ${way}`;
}

export function failureLine(detail: string): string {
  return `Reading from X stopped early (${detail}). The next run goes on where this one stopped.`;
}

export function unsavedCountLine(fault: string): string {
  return `The count of posts could not be saved at the end: ${fault} Up to a page more than was read may count for today.`;
}

export function unreadableLine(count: number): string {
  return `Left out ${count} of X's posts, which came without a valid id or text however often they were asked for.`;
}

export const undatedLine =
  'X gave posts without created_at, whose time is then taken from the id. It may ignore the list of fields: try TWITTER_FIELDS_PARAMETER with the other name.';

export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
