import type { Gap, Hole, Position } from './pollState.ts';
import { idAt, larger } from './snowflake.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far back X's recent search reaches. */
export const reachMs = 7 * day;
/** X would answer 400 to a bound beyond its reach; the margin is for a long run, and for its clock. */
const marginMs = 15 * minute;

/** A position, and what had to be given up for it. */
export interface Reached {
  readonly position: Position;
  readonly gaps: readonly Gap[];
}

/** The lowest bound that X is asked with. */
export function floorAt(nowMs: number): bigint {
  return idAt(nowMs - reachMs + marginMs);
}

/** The position with every bound at `floor` or above. What lies below can be read no more. */
export function withinReach({ cursor, hole }: Position, floor: bigint): Reached {
  const gaps: Gap[] = [];
  if (hole && hole.lo < floor) gaps.push({ after: hole.lo, upTo: hole.hi <= floor ? hole.hi - 1n : floor });
  if (cursor < floor) gaps.push({ after: cursor, upTo: floor });
  return {
    position: { cursor: larger(cursor, floor), hole: hole && holeBetween(larger(hole.lo, floor), hole.hi) },
    gaps,
  };
}

/** The hole between two ids; none when no id fits in. */
export function holeBetween(lo: bigint, hi: bigint): Hole | undefined {
  return hi - lo > 1n ? { lo, hi } : undefined;
}

/** Whether an id that X names as the end of its reach can be that: a wrong one would skip days. */
export function isEndOfReach(id: bigint, nowMs: number): boolean {
  return id > idAt(nowMs - reachMs - day) && id < idAt(nowMs - reachMs + day);
}
