import type { Frame, ServerLink } from './rheaInternals.ts';

/**
 * Fills in what a flow may leave out (AMQP 1.0 part 2, sections 2.7.4 and 2.6.7), and rhea computes with: credit that is
 * not a number is never used.
 */
export function completeFlow({ performative }: Frame, link: ServerLink | undefined): void {
  // Left out by a client that has not seen our begin.
  performative.next_incoming_id ??= 0;
  if (!link) return;
  // Left out by a client that has not seen our attach, or that grants nothing new.
  performative.delivery_count ??= 0;
  performative.link_credit ??= Math.max(link.credit, 0);
}
