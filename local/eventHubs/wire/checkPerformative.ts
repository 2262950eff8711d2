import { byteAt, described, type EncodedValue, itemsOf, valueAt } from './decode.ts';
import { MalformedMessageError } from './malformedMessageError.ts';
import { type Field, type FieldType, listCodes, performatives, saslPerformatives } from './performatives.ts';

const saslFrame = 1;
const nullCode = 0x40;
const descriptors = { smallUlong: 0x53, ulong: 0x80 };

/**
 * Checks that a whole frame, in itself sound (`checkFrame`), holds a performative that a client may send, with fields of
 * the types of the AMQP specification: rhea takes any, and fails when it computes with them or writes them back.
 * @throws MalformedMessageError
 */
export function checkPerformative(frame: Buffer): void {
  const start = 4 * byteAt(frame, 4);
  if (start === frame.length) return;
  const known = byteAt(frame, 5) === saslFrame ? saslPerformatives : performatives;
  const type = known.get(descriptorAt(frame, start) ?? -1);
  if (!type) throw new MalformedMessageError('A frame holds what is no performative, or not one that may come here.');
  checkFields(frame, valueAt(frame, start), type.fields, type.name);
}

function checkFields(frame: Buffer, list: EncodedValue, fields: readonly Field[], name: string): void {
  if (!listCodes.has(list.code)) throw new MalformedMessageError(`The ${name} is no list.`);
  let index = 0;
  for (const { start, value } of itemsOf(frame, list)) {
    const field = fields[index++];
    if (!field) throw new MalformedMessageError(`The ${name} has more than ${fields.length} fields.`);
    if (value.code === nullCode && !field.mandatory && frame[start] !== described) continue;
    if (!holds(frame, start, value, field.type)) throw wrongType(value, `${name}, field ${index}`);
  }
  if (index < fields.length && fields.slice(index).some(({ mandatory }) => mandatory))
    throw new MalformedMessageError(`The ${name} has only ${index} fields, fewer than it must have.`);
}

/** Whether the value is of a code that the field takes; composites are checked in turn. */
function holds(frame: Buffer, start: number, value: EncodedValue, { codes, composites }: FieldType): boolean {
  const fields = composites?.get(descriptorAt(frame, start) ?? -1);
  if (fields) checkFields(frame, value, fields, 'composite');
  return !codes || (frame[start] !== described && codes.has(value.code));
}

function wrongType({ code }: EncodedValue, place: string): MalformedMessageError {
  return new MalformedMessageError(
    `A value of code 0x${code.toString(16)} stands in ${place}, which has another type.`,
  );
}

/** The number by which a value is described; undefined when it is not, or otherwise than by a number below 256. */
function descriptorAt(frame: Buffer, start: number): number | undefined {
  if (frame[start] !== described) return undefined;
  if (frame[start + 1] === descriptors.smallUlong) return frame[start + 2];
  if (frame[start + 1] !== descriptors.ulong) return undefined;
  const value = frame.readBigUInt64BE(start + 2);
  return value < 0x100n ? Number(value) : undefined;
}
