import type { Gap, Hole, Position } from './pollState.ts';
import { idAt, larger, smaller } from './snowflake.ts';

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
  return {
    position: { cursor: larger(cursor, floor), hole: hole && holeBetween(larger(hole.lo, floor), hole.hi) },
    gaps: gapsBelow(floor, { cursor, hole }),
  };
}

/** One, where the hole reaches up to the cursor or beyond: each id lies in one gap. */
function gapsBelow(floor: bigint, { cursor, hole }: Position): readonly Gap[] {
  const above: readonly Gap[] = cursor < floor ? [{ after: cursor, upTo: floor }] : [];
  if (hole === undefined || hole.lo >= floor) return above;
  const upTo = smaller(hole.hi - 1n, floor);
  return cursor <= upTo ? [{ after: hole.lo, upTo: floor }] : [{ after: hole.lo, upTo }, ...above];
}

/** The hole between two ids; none when no id fits in. */
export function holeBetween(lo: bigint, hi: bigint): Hole | undefined {
  return hi - lo > 1n ? { lo, hi } : undefined;
}

/** Whether an id that X names as the end of its reach can be that: a wrong one would skip days. */
export function isEndOfReach(id: bigint, nowMs: number): boolean {
  return id > idAt(nowMs - reachMs - day) && id < idAt(nowMs - reachMs + day);
}
