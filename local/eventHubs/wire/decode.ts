import { MalformedMessageError } from './malformedMessageError.ts';

export const described = 0x00;

/** Where one encoded value lies: `code` its format code, `content` and `end` positions in the same buffer. */
export interface EncodedValue {
  readonly code: number;
  readonly content: number;
  readonly end: number;
}

/**
 * Finds the ends of the value at `start` (AMQP 1.0 part 1, section 1.2). A described value counts as what it describes.
 * @throws MalformedMessageError
 */
export function valueAt(buffer: Buffer, start: number): EncodedValue {
  let at = start;
  while (byteAt(buffer, at) === described) at = plainValueAt(buffer, at + 1).end;
  return plainValueAt(buffer, at);
}

function plainValueAt(buffer: Buffer, at: number): EncodedValue {
  return contentAt(buffer, byteAt(buffer, at), at + 1);
}

/** The value of a format code whose content, sizes included, begins at `content`. @throws MalformedMessageError */
export function contentAt(buffer: Buffer, code: number, content: number): EncodedValue {
  const end = within(buffer.length, endOf(buffer, code, content));
  return { code, content: content + sizeWidth(code), end };
}

/**
 * Where the value at `start` ends, which is not beyond `limit`. The same as `valueAt`, without an object for each value:
 * this is what every event that comes goes through. @throws MalformedMessageError
 */
export function endOfValue(buffer: Buffer, start: number, limit: number): number {
  let at = start;
  while (byteAt(buffer, at) === described) at = plainValueAt(buffer, at + 1).end;
  return within(limit, endOf(buffer, byteAt(buffer, at), at + 1));
}

/** Not checked yet whether the value fits. */
function endOf(buffer: Buffer, code: number, content: number): number {
  switch (code >> 4) {
    case 0x4:
      return content;
    case 0x5:
    case 0x6:
    case 0x7:
    case 0x8:
    case 0x9:
      return content + (1 << ((code >> 4) - 5));
    case 0xa:
    case 0xc:
    case 0xe:
      return content + 1 + byteAt(buffer, content);
    case 0xb:
    case 0xd:
    case 0xf:
      return content + 4 + sizeAt(buffer, content);
    default:
      throw new MalformedMessageError(`Unknown AMQP format code 0x${code.toString(16)} before byte ${content}.`);
  }
}

/** How many bytes say how long the content is. */
function sizeWidth(code: number): number {
  if (code < 0xa0) return 0;
  return (code & 0x10) === 0 ? 1 : 4;
}

/** The items of a list or map in turn; nothing for any other value. @throws MalformedMessageError */
export function* itemsOf(
  buffer: Buffer,
  value: EncodedValue,
): Generator<{ readonly start: number; readonly value: EncodedValue }> {
  if (!isListOrMap(value)) return;
  const { count, start: first } = countAt(buffer, value);
  let start = first;
  for (let index = 0; index < count; index++) {
    const item = valueAt(buffer, start);
    if (item.end > value.end) throw new MalformedMessageError(`An item ends beyond its list at byte ${value.end}.`);
    yield { start, value: item };
    start = item.end;
  }
}

export function isListOrMap({ code }: EncodedValue): boolean {
  return code >> 4 === 0xc || code >> 4 === 0xd;
}

/** How many items a list, map or array says it has, and where they start. @throws MalformedMessageError */
export function countAt(
  buffer: Buffer,
  { code, content }: EncodedValue,
): { readonly count: number; readonly start: number } {
  const wide = (code & 0x10) !== 0;
  return wide
    ? { count: sizeAt(buffer, content), start: content + 4 }
    : { count: byteAt(buffer, content), start: content + 1 };
}

/** The text of a string or symbol; undefined for any other value. */
export function textOf(buffer: Buffer, { code, content, end }: EncodedValue): string | undefined {
  return code === 0xa1 || code === 0xb1 || code === 0xa3 || code === 0xb3
    ? buffer.toString('utf8', content, end)
    : undefined;
}

export function byteAt(buffer: Buffer, at: number): number {
  const byte = buffer[at];
  if (byte === undefined) throw new MalformedMessageError(`The message ends in the middle of a value at byte ${at}.`);
  return byte;
}

function sizeAt(buffer: Buffer, at: number): number {
  if (at + 4 > buffer.length)
    throw new MalformedMessageError(`The message ends in the middle of a size at byte ${at}.`);
  return buffer.readUInt32BE(at);
}

function within(limit: number, end: number): number {
  if (end > limit) throw new MalformedMessageError(`A value ends at byte ${end}, and what holds it at ${limit}.`);
  return end;
}
