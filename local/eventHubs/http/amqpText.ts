import { byteAt, contentAt, countAt, described, type EncodedValue, itemsOf, valueAt } from '../wire/decode.ts';
import { MalformedMessageError } from '../wire/malformedMessageError.ts';
import { scalarOf } from './scalarText.ts';

/** An AMQP value for people to read. */
export interface AmqpText {
  /** As the specification names it, such as `string`, `long`, `map`. */
  readonly type: string;
  readonly text: string;
  /** Whether `text` holds the value to its end. */
  readonly whole: boolean;
}

/** Deeper values are shown as `…`: what bytes nest, calls would nest. */
const maxDepth = 16;

/**
 * Reads the value at `start`. Lists, maps and arrays look like JSON; a described value like a call, `name(value)`.
 * Never does more than `maxLength` of text asks for, whatever the bytes say of themselves. @throws MalformedMessageError
 */
export function amqpText(buffer: Buffer, start: number, maxLength: number): AmqpText {
  const code = byteAt(buffer, start);
  const type = typeOf(code);
  let text = '';
  for (const piece of scalarOf(code) ? scalarAlone(buffer, start) : nested(buffer, start, 0)) {
    text += piece;
    if (text.length > maxLength) return { type, text: cut(text, maxLength), whole: false };
  }
  return { type, text, whole: true };
}

/** The first `length` UTF-16 units, less one where that would halve a character. */
export function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** Format codes of what holds other values. */
const holders: ReadonlyMap<number, 'list' | 'map' | 'array'> = new Map([
  [0x45, 'list'],
  [0xc0, 'list'],
  [0xd0, 'list'],
  [0xc1, 'map'],
  [0xd1, 'map'],
  [0xe0, 'array'],
  [0xf0, 'array'],
]);

/** Texts that stand in quotation marks within other values. */
const quoted: ReadonlySet<string> = new Set(['string', 'symbol', 'char', 'binary', 'uuid', 'timestamp']);

function typeOf(code: number): string {
  if (code === described) return 'described';
  return scalarOf(code)?.type ?? holders.get(code) ?? 'unknown';
}

function* scalarAlone(buffer: Buffer, start: number): Generator<string> {
  const { code, content, end } = valueAt(buffer, start);
  yield scalarOf(code)?.text(buffer.subarray(content, end)) ?? '';
}

function* nested(buffer: Buffer, start: number, depth: number): Generator<string> {
  if (depth > maxDepth) return yield '…';
  if (byteAt(buffer, start) !== described) return yield* contentText(buffer, valueAt(buffer, start), depth);
  const descriptor = valueAt(buffer, start + 1);
  yield* scalarAlone(buffer, start + 1);
  yield '(';
  yield* nested(buffer, descriptor.end, depth + 1);
  yield ')';
}

function* contentText(buffer: Buffer, value: EncodedValue, depth: number): Generator<string> {
  const known = scalarOf(value.code);
  if (known) {
    const text = known.text(buffer.subarray(value.content, value.end));
    return yield quoted.has(known.type) ? JSON.stringify(text) : text;
  }
  const type = holders.get(value.code);
  if (!type) throw new MalformedMessageError(`No AMQP type has the format code 0x${value.code.toString(16)}.`);
  if (type === 'array') return yield* arrayText(buffer, value, depth);
  const [open, close] = type === 'map' ? ['{', '}'] : ['[', ']'];
  yield open;
  let index = 0;
  for (const { start } of itemsOf(buffer, value)) {
    if (index > 0) yield type === 'map' && index % 2 === 1 ? ': ' : ', ';
    yield* nested(buffer, start, depth + 1);
    index += 1;
  }
  yield close;
}

/** An array names its type once, for all its elements. */
function* arrayText(buffer: Buffer, value: EncodedValue, depth: number): Generator<string> {
  if (depth > maxDepth) return yield '…';
  const { count, start } = countAt(buffer, value);
  let at = start;
  while (byteAt(buffer, at) === described) at = valueAt(buffer, at + 1).end;
  const code = byteAt(buffer, at);
  at += 1;
  yield '[';
  for (let index = 0; index < count; index++) {
    const element = contentAt(buffer, code, at);
    if (element.end > value.end) throw new MalformedMessageError(`An element ends beyond its array at ${value.end}.`);
    if (index > 0) yield ', ';
    yield* contentText(buffer, element, depth + 1);
    at = element.end;
  }
  yield ']';
}
