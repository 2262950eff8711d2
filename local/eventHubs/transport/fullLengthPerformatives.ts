import { types } from 'rhea';
import type { Performative, ServerConnection } from './rheaInternals.ts';

/** How many fields each performative has, by descriptor (AMQP 1.0 part 2, section 2.7). */
const fieldCounts: Readonly<Record<number, number>> = {
  16: 10,
  17: 8,
  18: 14,
  19: 11,
  20: 11,
  21: 6,
  22: 3,
  23: 1,
  24: 1,
};
/** Where detach, end and close carry their error, which has three fields (section 2.8.14). */
const errorFields: Readonly<Record<number, number>> = { 22: 2, 23: 0, 24: 0 };
const errorFieldCount = 3;
const transfer = 20;
const batchableField = 10;

/**
 * Writes every performative with all its fields, as the service does: rhea leaves out those at the end that are unset,
 * and Python's client reads fields by position (azure-sdk-for-python, _pyamqp/_decode.py), those of an error too
 * (_pyamqp/_connection.py, "close"). Transfers say `batchable`, as the service's do.
 */
export function writeFullLength(connection: ServerConnection): void {
  const writeFrame = connection._write_frame;
  connection._write_frame = (channel, performative, payload) => {
    if (performative) complete(performative);
    writeFrame.call(connection, channel, performative, payload);
  };
}

function complete(performative: Performative): void {
  const { value } = performative;
  const descriptor = performative.constructor.descriptor?.numeric ?? 0;
  for (let index = 0; index < (fieldCounts[descriptor] ?? 0); index++) value[index] ??= null;
  if (descriptor === transfer) value[batchableField] = true;
  completeError(value[errorFields[descriptor] ?? -1]);
}

function completeError(error: unknown): void {
  const fields: unknown = typeof error === 'object' && error !== null && 'value' in error ? error.value : undefined;
  while (Array.isArray(fields) && fields.length < errorFieldCount) fields.push(types.wrap(null));
}
