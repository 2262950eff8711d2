import { counted } from '../log.ts';
import type { RefusalKind } from './classifyAnswer.ts';
import { dollarsPerPost, nextDay } from './ledger.ts';
import type { Pause } from './pause.ts';
import type { Gap, Position } from './pollState.ts';
import type { Stop, Totals } from './reading.ts';
import { timeOf } from './snowflake.ts';

/** What a line about a run needs to know. */
export interface RunFigures {
  readonly totals: Totals;
  /** Posts that were not published before. */
  readonly fresh: number;
  readonly postsToday: number;
  readonly maxPostsPerDay: number;
  readonly position: Position;
  readonly stop: Stop | undefined;
  readonly nowMs: number;
}

/** `Read 37 posts in 1 request, 12 of them new; today 112 of 500 ($0.56); 449 requests left; up to date.` */
export function runLine({ totals, fresh, postsToday, maxPostsPerDay, position, stop, nowMs }: RunFigures): string {
  const { posts, requests, outside, unreadable, rateLimit } = totals;
  return `${[
    `Read ${counted(posts, 'post')} in ${counted(requests, 'request')}, ${fresh} of them new`,
    ...(outside > 0 ? [`${outside} outside what was asked for`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
    `today ${postsToday} of ${maxPostsPerDay} (${dollars(postsToday)})`,
    ...(rateLimit ? [`${counted(rateLimit.remaining, 'request')} left`] : []),
    stop ? `${behind(position, nowMs)}, since ${stopWords(stop)}` : 'up to date',
  ].join('; ')}.`;
}

/** `3 min behind`: how old the oldest id is below which all was read. */
export function behind({ cursor, hole }: Position, nowMs: number): string {
  return `${duration(nowMs - timeOf(hole?.lo ?? cursor))} behind`;
}

export function dollars(posts: number): string {
  return `$${(posts * dollarsPerPost).toFixed(2)}`;
}

export function gapLine({ after, upTo }: Gap): string {
  const bounds = `from ${iso(timeOf(after))} (id ${after}) to ${iso(timeOf(upTo))} (id ${upTo})`;
  return `Gap: posts ${bounds} were not read, and X's search reaches back 7 days only. They cannot be had any more.`;
}

export function ceilingLine(postsToday: number, maxPostsPerDay: number, nowMs: number): string {
  const count = `${counted(postsToday, 'post')} (${dollars(postsToday)}) of ${maxPostsPerDay} were read today`;
  const way = 'Nothing is skipped; raise TWITTER_MAX_POSTS_PER_DAY to go on sooner.';
  return `The day's ceiling is reached: ${count}. Reading goes on at ${iso(nextDay(nowMs))}. ${way}`;
}

const refusals: Readonly<Record<RefusalKind, string>> = {
  'rate-limit': "The rate limit of X's window is used up",
  'usage-cap': "X's usage cap for the month is reached. Raise it in the developer console",
  credits: 'The account has no credits left. Buy some in the developer console',
  token: 'X does not take the token. Put a valid app-only token into TWITTER_BEARER_TOKEN',
  enrolment: 'X does not take the app. Attach it to a project with access to API v2 in the developer console',
  forbidden: 'X refuses access. Look at the app in the developer console',
  'bad-request': 'X does not take the request. Look at TWITTER_QUERY and TWITTER_FIELDS_PARAMETER',
};

export function refusalLine(pause: Pause, detail: string): string {
  const until = `Nothing is asked until ${iso(pause.untilMs)}`;
  const way = pause.reason === 'rate-limit' ? '' : ', or until token or settings change';
  return `${refusals[pause.reason]} (${detail}). ${until}${way}.`;
}

/** `Paused until 2026-11-20T22:15:00.000Z: …` */
export function pauseLine({ reason, untilMs }: Pause): string {
  return `Asked X for nothing, until ${iso(untilMs)}: ${refusals[reason]}.`;
}

export function failureLine(detail: string): string {
  return `Reading from X stopped early (${detail}). The next run goes on where this one stopped.`;
}

function stopWords(stop: Stop): string {
  switch (stop.why) {
    case 'page-limit':
      return 'the page limit of a run is reached';
    case 'ceiling':
      return "the day's ceiling leaves no room";
    case 'deadline':
      return 'the time of a run is over';
    case 'rate-limit-near':
      return 'few requests are left';
    case 'hold-lost':
      return 'another run may have begun';
    case 'refused':
      return `X refused (${stop.refusal.kind})`;
    case 'stale-cursor':
    case 'failed':
      return 'X could not be read';
  }
}

export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
