import { type AmqpError, types } from 'rhea';

/** How a delivery ended (AMQP 1.0 part 3, section 3.4). rhea's own makers of outcomes are not in its typings. */
export function accepted(): unknown {
  return types.described(types.wrap_ulong(0x24), types.wrap_list([]));
}

/** The error has all three fields, as the service's: Python's client reads `info` by position (_pyamqp/client.py). */
export function rejected({ condition, description }: AmqpError): unknown {
  const error = types.wrap_error({ condition, description, info: null });
  return types.described(types.wrap_ulong(0x25), types.wrap_list([error]));
}
