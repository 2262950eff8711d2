import type { Bounds } from './ask.ts';
import { type Chain, readChain } from './chain.ts';
import { type Gap, isUnread, type PollState, type Position } from './pollState.ts';
import { floorAt, holeBetween, isEndOfReach, withinReach } from './reach.ts';
import type { Reading } from './reading.ts';
import { idAt, larger, smaller } from './snowflake.ts';
import type { Stop } from './stop.ts';
import { earlierOf } from './xClock.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What a run has come to by reading; valid once everything it found is published. */
export interface Polled {
  readonly position: Position;
  readonly gaps: readonly Gap[];
  /** Why something is left unread; undefined when all that X shows is read. */
  readonly stop: Stop | undefined;
}

export interface PollOptions {
  /** When the run began. */
  readonly startMs: number;
  /** Later than so long after its making no post becomes visible. */
  readonly horizonMs: number;
}

/**
 * Reads what is new: first the hole that an earlier run has left, then what lies above the cursor. X shows posts up to
 * some seconds late and not quite in order, so the cursor stays a horizon behind the time of asking.
 */
export async function poll(from: PollState, reading: Reading, options: PollOptions): Promise<Polled> {
  const { position, gaps } = withinReach(from, floorAt(options.startMs));
  const closed = await closeHole(position, reading, options);
  const head = closed.stop ? closed : await readHead(closed.position, reading, options);
  const polled = isUnread(from) ? notAhead(head, reading, options) : head;
  return { ...polled, gaps: [...gaps, ...closed.gaps, ...(head === closed ? [] : head.gaps)] };
}

async function closeHole({ cursor, hole }: Position, reading: Reading, options: PollOptions): Promise<Polled> {
  if (hole === undefined) return { position: { cursor }, gaps: [], stop: undefined };
  const { chain, bounds, gaps } = await readSurely({ since: hole.lo, until: hole.hi }, reading, options);
  if (chain.stop === undefined) return { position: { cursor }, gaps, stop: undefined };
  const left = holeBetween(bounds.since, chain.oldest ?? hole.hi);
  return { position: { cursor, hole: left }, gaps, stop: chain.stop };
}

async function readHead({ cursor }: Position, reading: Reading, options: PollOptions): Promise<Polled> {
  const { chain, bounds, gaps } = await readSurely({ since: cursor }, reading, options);
  const hole = chain.stop && chain.oldest !== undefined ? holeBetween(bounds.since, chain.oldest) : undefined;
  return { position: { cursor: nextCursor(bounds.since, chain, reading, options), hole }, gaps, stop: chain.stop };
}

function nextCursor(cursor: bigint, chain: Chain, reading: Reading, options: PollOptions): bigint {
  if (chain.newest !== undefined) return larger(cursor, smaller(chain.newest, horizonOf(reading, options)));
  // What was left out would be asked for, and paid for, in every run.
  if (chain.leftOut && chain.stop === undefined) return larger(cursor, horizonOf(reading, options));
  return chain.stop ? cursor : cursorOfQuiet(cursor, reading, options);
}

/** Keeps the cursor of a quiet query within X's reach: a day back, by steps of an hour, since each is asked for twice. */
function cursorOfQuiet(cursor: bigint, { totals }: Reading, { startMs }: PollOptions): bigint {
  const dayAgoMs = earlierOf(startMs, totals.clock) - day;
  return cursor < idAt(dayAgoMs - hour) ? idAt(dayAgoMs) : cursor;
}

/** By the earlier of both clocks: in the future of X's own the horizon would hold nothing back. */
function horizonOf({ totals }: Reading, { startMs, horizonMs }: PollOptions): bigint {
  return idAt(earlierOf(startMs, totals.clock) - horizonMs);
}

/** The first cursor is of our clock alone. Should it lie beyond the horizon by X's, it goes back there. */
function notAhead(polled: Polled, reading: Reading, options: PollOptions): Polled {
  const { position } = polled;
  return { ...polled, position: { ...position, cursor: smaller(position.cursor, horizonOf(reading, options)) } };
}

/**
 * Reads a chain, and once more if X shows nothing in a hole, where posts are likely, or since more than a day: an empty
 * answer given in error would pass over all of that, and the second one is free.
 */
async function readSurely(bounds: Bounds, reading: Reading, options: PollOptions) {
  const read = await readWithinReach(bounds, reading, options);
  const { newest, leftOut, stop } = read.chain;
  const isEmpty = newest === undefined && !leftOut && stop === undefined;
  const isCostly = bounds.until !== undefined || cursorOfQuiet(bounds.since, reading, options) > bounds.since;
  if (!isEmpty || !isCostly || read.chain === ended) return read;
  const chain = await readChain(read.bounds, reading);
  // With a limit of one page nothing could ever be asked for twice.
  return chain.stop?.why === 'page-limit' ? read : { ...read, chain };
}

/** Reads a chain. Should X refuse its lower bound as too old, it is read once again from the one that X names. */
async function readWithinReach(bounds: Bounds, reading: Reading, { startMs }: PollOptions) {
  const chain = await readChain(bounds, reading);
  if (chain.stop?.why !== 'stale-cursor') return { chain, bounds, gaps: [] };
  const { above, detail } = chain.stop;
  const raised = { ...bounds, since: above + 1n };
  if (above < bounds.since || !isEndOfReach(above, startMs)) return { chain: failed(chain, detail), bounds, gaps: [] };
  const gaps: readonly Gap[] = [{ after: bounds.since, upTo: raised.since }];
  if (bounds.until !== undefined && bounds.until <= raised.since + 1n) return { chain: ended, bounds: raised, gaps };
  const again = await readChain(raised, reading);
  return { chain: again.stop?.why === 'stale-cursor' ? failed(again, detail) : again, bounds: raised, gaps };
}

/** Nothing is left between the bounds. */
const ended: Chain = { oldest: undefined, newest: undefined, leftOut: false, stop: undefined };

function failed(chain: Chain, detail: string): Chain {
  return { ...chain, stop: { why: 'refused', refusal: { kind: 'bad-request', detail } } };
}
