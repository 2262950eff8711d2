import type { Bounds } from './ask.ts';
import { type Chain, readChain } from './chain.ts';
import type { Gap, Position } from './pollState.ts';
import { floorAt, holeBetween, isEndOfReach, withinReach } from './reach.ts';
import type { Reading } from './reading.ts';
import { idAt, larger, smaller } from './snowflake.ts';
import type { Stop } from './stop.ts';

const day = 86_400_000;

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
export async function poll(from: Position, reading: Reading, options: PollOptions): Promise<Polled> {
  const { position, gaps } = withinReach(from, floorAt(options.startMs));
  const closed = await closeHole(position, reading, options);
  const polled = closed.stop ? closed : await readHead(closed.position, reading, options);
  return { ...polled, gaps: [...gaps, ...closed.gaps, ...(polled === closed ? [] : polled.gaps)] };
}

async function closeHole({ cursor, hole }: Position, reading: Reading, options: PollOptions): Promise<Polled> {
  if (hole === undefined) return { position: { cursor }, gaps: [], stop: undefined };
  const { chain, bounds, gaps } = await readWithinReach({ since: hole.lo, until: hole.hi }, reading, options);
  if (chain.stop === undefined) return { position: { cursor }, gaps, stop: undefined };
  const left = holeBetween(bounds.since, chain.oldest ?? hole.hi);
  return { position: { cursor, hole: left }, gaps, stop: chain.stop };
}

async function readHead({ cursor }: Position, reading: Reading, options: PollOptions): Promise<Polled> {
  const { chain, bounds, gaps } = await readWithinReach({ since: cursor }, reading, options);
  const hole = chain.stop && chain.oldest !== undefined ? holeBetween(bounds.since, chain.oldest) : undefined;
  return { position: { cursor: nextCursor(bounds.since, chain, reading, options), hole }, gaps, stop: chain.stop };
}

function nextCursor(cursor: bigint, chain: Chain, { totals }: Reading, { startMs, horizonMs }: PollOptions): bigint {
  // The earlier of both clocks: with one that is ahead of X's the horizon would lie in its future, and hold nothing back.
  const horizon = idAt(startMs + Math.min(0, totals.clock?.lowMs ?? 0) - horizonMs);
  if (chain.newest !== undefined) return larger(cursor, smaller(chain.newest, horizon));
  // Keeps the cursor of a quiet query within X's reach.
  return chain.stop ? cursor : larger(cursor, idAt(startMs - day));
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
const ended: Chain = { oldest: undefined, newest: undefined, stop: undefined };

function failed(chain: Chain, detail: string): Chain {
  return { ...chain, stop: { why: 'refused', refusal: { kind: 'bad-request', detail } } };
}
