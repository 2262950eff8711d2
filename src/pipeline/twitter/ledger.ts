import { isRecord } from '../tweet.ts';
import { unreadable } from './pollError.ts';
import { readFields, versionOne } from './savedFields.ts';
import type { ClockBounds } from './xClock.ts';

/** Half a cent for each post read. https://docs.x.com/x-api/getting-started/pricing */
export const postsPerDollar = 200;
/** The smallest page that X gives. */
export const smallestPage = 10;
export const largestPage = 100;

/** How many posts were read on each UTC day (`2026-11-20`), with those that may yet come of pages asked for. */
export interface Ledger {
  readonly days: ReadonlyMap<string, number>;
  /** X's clock, as last seen. */
  readonly clock?: ClockBounds | undefined;
  /** The day and the ceiling whose reaching was reported. */
  readonly reported?: string | undefined;
}

/** Posts counted for each of the days, because they may be charged on any of them. */
export interface Entry {
  readonly days: readonly string[];
  readonly posts: number;
}

const daysKept = 40;
const dayMs = 86_400_000;

export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

export function postsOn(ledger: Ledger, day: string): number {
  return ledger.days.get(day) ?? 0;
}

/**
 * The UTC days on which X may count a page asked for now: around midnight two, since its clock is known only so well
 * and an answer takes up to `requestTimeoutMs`.
 */
export function daysAround(nowMs: number, clock: ClockBounds, requestTimeoutMs: number): readonly string[] {
  const first = dayOf(nowMs + clock.lowMs);
  const last = dayOf(nowMs + clock.highMs + requestTimeoutMs);
  return first === last ? [first] : [first, last];
}

/** Posts that may still be read on all of the days. */
export function leftOn(ledger: Ledger, days: readonly string[], ceiling: number): number {
  return Math.min(...days.map((day) => ceiling - postsOn(ledger, day)));
}

/** The ledger with posts added, or with a negative number taken back. */
export function counted(ledger: Ledger, { days, posts }: Entry): Ledger {
  const changed = new Map(ledger.days);
  for (const day of days) changed.set(day, Math.max(0, postsOn(ledger, day) + posts));
  const latest = [...changed].sort(([one], [other]) => (one < other ? 1 : -1)).slice(0, daysKept);
  return { ...ledger, days: new Map(latest) };
}

/** The ledger that a text holds, kept in `place`. Throws PollError `state-unreadable`. */
export function parseLedger(text: string | undefined, place: string): Ledger {
  if (text === undefined) return { days: new Map() };
  const what = `count of posts (${place})`;
  const saved = versionOne(what, text);
  const ledger = readFields(saved, what);
  const days = isRecord(saved) ? saved.days : undefined;
  if (!isRecord(days)) throw unreadable(what, 'its "days" is no object.');
  const counts = readFields(days, `${what}, "days"`);
  return {
    days: new Map(Object.keys(days).map((day) => [day, counts.count(day)])),
    clock: ledger.optional('clock', (clock) => ({ lowMs: clock.count('lowMs'), highMs: clock.count('highMs') })),
    reported: ledger.has('reported') ? ledger.text('reported') : undefined,
  };
}

/** `mark` differs at every call, so that no two writers ever save the same text and each knows its own. */
export function formatLedger({ days, clock, reported }: Ledger, mark: string): string {
  return `${JSON.stringify({ version: 1, days: Object.fromEntries(days), clock, reported, mark }, undefined, 2)}\n`;
}

/** When the UTC day after this time begins, in ms since 1970. */
export function nextDay(timeMs: number): number {
  return (Math.floor(timeMs / dayMs) + 1) * dayMs;
}
