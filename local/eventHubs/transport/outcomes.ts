import { type AmqpError, types } from 'rhea';
import type { ReceivedDelivery } from './rheaInternals.ts';

/** How a delivery ended (AMQP 1.0 part 3, section 3.4). rhea's own makers of outcomes are not in its typings. */
export function accepted(): unknown {
  return types.described(types.wrap_ulong(0x24), types.wrap_list([]));
}

/** The error has all three fields, as the service's: Python's client reads `info` by position (_pyamqp/client.py). */
export function rejected({ condition, description }: AmqpError): unknown {
  const error = types.wrap_error({ condition, description, info: null });
  return types.described(types.wrap_ulong(0x25), types.wrap_list([error]));
}

/** Lets go of a delivery that its sender aborted: that settles it already, and no disposition goes back (part 2, 2.7.5). */
export function letGo(delivery: ReceivedDelivery): void {
  delivery.remote_settled = true;
  delivery.update(true);
}
