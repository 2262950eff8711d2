import { byteAt, contentAt, countAt, described, type EncodedValue } from './decode.ts';
import { MalformedMessageError } from './malformedMessageError.ts';

/** Items of arrays that take no bytes, such as nulls: as many as a frame of 37 bytes says would be made of them. */
const maxEmptyItems = 1000;
/** No performative is nested as deep; a frame of descriptors alone would be read by 65,000 calls in one another. */
const maxDepth = 32;

interface Reading {
  readonly frame: Buffer;
  emptyItems: number;
}

/**
 * Checks that the performative of a whole frame (AMQP 1.0 part 2, section 2.3) says of itself what is there: each size
 * within what encloses it, each count as many items as fill the size. What follows the performative is not looked at.
 * @throws MalformedMessageError
 */
export function checkFrame(frame: Buffer): void {
  const start = 4 * byteAt(frame, 4);
  if (start !== frame.length) checkValue({ frame, emptyItems: 0 }, start, frame.length, 0);
}

/** Each of these returns the position after what it checked. */
function checkValue(reading: Reading, start: number, limit: number, depth: number): number {
  const code = constructorAt(reading, start, limit, depth);
  return checkContent(reading, contentAt(reading.frame, byteAt(reading.frame, code), code + 1), limit, depth);
}

function checkContent(reading: Reading, value: EncodedValue, limit: number, depth: number): number {
  if (value.end > limit) throw new MalformedMessageError(`A value ends at byte ${value.end}, beyond ${limit}.`);
  if (depth > maxDepth) throw new MalformedMessageError(`Values lie in one another more than ${maxDepth} deep.`);
  const kind = value.code >> 4;
  if (kind !== 0xc && kind !== 0xd && kind !== 0xe && kind !== 0xf) return value.end;
  const { count, start } = countAt(reading.frame, value);
  const check = kind < 0xe ? checkItems : checkElements;
  const end = check(reading, count, start, value.end, depth + 1);
  if (end !== value.end) throw new MalformedMessageError(`Items end at byte ${end}, and what holds them elsewhere.`);
  return end;
}

function checkItems(reading: Reading, count: number, start: number, limit: number, depth: number): number {
  let at = start;
  for (let index = 0; index < count; index++) at = checkValue(reading, at, limit, depth);
  return at;
}

/** An array: its items share one constructor, and may therefore be without bytes. */
function checkElements(reading: Reading, count: number, start: number, limit: number, depth: number): number {
  const { frame } = reading;
  const position = constructorAt(reading, start, limit, depth);
  const code = byteAt(frame, position);
  let at = position + 1;
  if (code >> 4 === 4) reading.emptyItems += count;
  else for (let index = 0; index < count; index++) at = checkContent(reading, contentAt(frame, code, at), limit, depth);
  if (reading.emptyItems <= maxEmptyItems) return at;
  throw new MalformedMessageError(`Arrays of a frame say more than ${maxEmptyItems} items that take no bytes.`);
}

/** The position of the format code, after the descriptors. */
function constructorAt(reading: Reading, start: number, limit: number, depth: number): number {
  let at = start;
  while (byteAt(reading.frame, at) === described) at = checkDescriptor(reading, at + 1, limit, depth + 1);
  return at;
}

function checkDescriptor(reading: Reading, start: number, limit: number, depth: number): number {
  if (depth > maxDepth) throw new MalformedMessageError(`Descriptors lie in one another more than ${maxDepth} deep.`);
  return checkValue(reading, start, limit, depth);
}
