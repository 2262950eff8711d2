import { type AmqpError, types } from 'rhea';

/** How a delivery ended (AMQP 1.0 part 3, section 3.4). rhea's own makers of outcomes are not in its typings. */
export function accepted(): unknown {
  return types.described(types.wrap_ulong(0x24), types.wrap_list([]));
}

export function rejected(error: AmqpError): unknown {
  return types.described(types.wrap_ulong(0x25), types.wrap_list([types.wrap_error(error)]));
}
