import type { OutgoingDelivery, ServerLink } from './rheaInternals.ts';

/**
 * Lets go of what an ended link has left among the deliveries of its AMQP session. rhea would write the rest of a
 * message to whatever link has the handle by then, or wait for credit that cannot come, and hold up all other links.
 */
export function dropDeliveries(link: ServerLink): void {
  const { outgoing } = link.session;
  const { deliveries, next_delivery_id: end, next_pending_delivery: firstPending } = outgoing;
  if (deliveries.size === 0) return;
  const pending: OutgoingDelivery[] = [];
  for (let id = end - deliveries.size; id < end; id++) {
    const delivery = deliveries.by_id(id);
    if (!delivery) continue;
    if (delivery.link === link) forget(delivery);
    if (id >= firstPending) pending.push(delivery);
  }
  if (!pending.some((delivery) => delivery.link === link)) return;
  // Ids must follow each other: those that come after what is taken out move up. One half written has used its own.
  deliveries.size -= pending.length;
  deliveries.tail = (deliveries.head + deliveries.size) % deliveries.capacity;
  outgoing.next_delivery_id = firstPending;
  for (const delivery of pending) {
    const isBegun = delivery.next_to_send > 0;
    if (delivery.link === link && !isBegun) continue;
    if (delivery.link === link) outgoing.next_pending_delivery += 1;
    delivery.id = outgoing.next_delivery_id++;
    deliveries.push(delivery);
  }
}

/** The detach settles it. */
function forget(delivery: OutgoingDelivery): void {
  delivery.settled = true;
  delivery.remote_settled = true;
  delivery.data = [];
}
