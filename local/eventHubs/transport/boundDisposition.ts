import type { Frame, ServerSession } from './rheaInternals.ts';

/** rhea's buffers hold 2,048 deliveries at a time, so no honest range is longer. */
const deliveriesAtATime = 2048;
const stateField = 4;

/**
 * Leaves of a disposition what it may say, and returns whether that is anything. rhea goes through every id of a range:
 * one small frame that names them all would hold the whole hub up. It forgets deliveries that are settled before they
 * were written, and then waits for them without end. And it prints outcomes that it does not know; we heed none.
 */
export function boundDisposition({ performative }: Frame, { outgoing }: ServerSession): boolean {
  const { first = 0, role } = performative;
  const last = Math.min(performative.last ?? first, first + deliveriesAtATime - 1);
  const bounded = role ? Math.min(last, outgoing.next_pending_delivery - 1) : last;
  if (bounded < first) return false;
  performative.value[stateField] = undefined;
  performative.last = bounded;
  return true;
}
