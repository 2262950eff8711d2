import { itemsOf, valueAt } from '../../../../local/eventHubs/wire/decode.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import * as frames from '../support/frames.ts';
import type { Random } from './absurdities.ts';

const bodyStart = 8;
const codeAt = 10;

/** The frame with one field, or a few, of another value. What it says of its sizes is right. */
export function withAbsurdFields(random: Random, frame: Buffer): Buffer {
  const list = valueAt(frame, bodyStart);
  const fields = [...itemsOf(frame, list)].map(({ start, value }) => frame.subarray(start, value.end));
  for (let count = 1 + random.integer(2); count > 0; count--)
    fields[random.integer(fields.length + 2)] = plausible(random);
  const body = encode.section(frame[codeAt] ?? 0, encode.list([...fields].map((field) => field ?? encode.none)));
  const changed = Buffer.concat([frame.subarray(0, bodyStart), body, frame.subarray(list.end)]);
  changed.writeUInt32BE(changed.length);
  return changed;
}

/** A value that might be right somewhere. */
function plausible(random: Random): Buffer {
  const choose = <Value>(values: readonly Value[], otherwise: Value): Value =>
    values[random.integer(values.length)] ?? otherwise;
  const kind = random.integer(7);
  if (kind === 0) return frames.uint(choose(numbers, 0));
  if (kind === 1) return encode.boolean(random.integer(2) === 0);
  if (kind === 2) return encode.string(choose(texts, ''));
  if (kind === 3) return encode.map([encode.symbol(choose(texts, '')), value(random, 2)]);
  if (kind === 4) return composite(random, choose(descriptors, 0));
  return value(random, 2);
}

const numbers = [0, 1, 2, 3, 49, 60, 255, 256, 511, 65_535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
const texts = [
  '',
  '$cbs',
  '$management',
  'other',
  'other/ConsumerGroups/$Default/Partitions/1',
  '__proto__',
  'a'.repeat(200),
];
/** Of outcomes, termini, errors and what is none of them. */
const descriptors = [0x1d, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x30, 0x34, 0x10, 0xff];

function composite(random: Random, descriptor: number): Buffer {
  const fields = Array.from({ length: random.integer(5) }, () => plausible(random));
  return encode.section(descriptor, random.integer(4) === 0 ? plausible(random) : encode.list(fields));
}

const fixed = ['40', '41', '42', '43', '44', '45', '5600', '50ff', '51ff', '52ff', '53ff', '54ff', '55ff', '60ffff'];
const wide = [
  '70ffffffff',
  '71ffffffff',
  '80ffffffffffffffff',
  '81ffffffffffffffff',
  '827ff0000000000000',
  '72ffffffff',
];
const scalars = [...fixed, ...wide, 'a0020001', 'a10161', 'a1020000', 'a30161', 'b000000000', 'e0020341', 'c10100'];

/** Anything that AMQP can say. */
export function value(random: Random, depth: number): Buffer {
  const kind = random.integer(depth > 0 ? 10 : 7);
  if (kind < 7) return Buffer.from(scalars[random.integer(scalars.length)] ?? '40', 'hex');
  const items = Array.from({ length: 2 * random.integer(4) }, () => value(random, depth - 1));
  if (kind === 7) return encode.list(items);
  return kind === 8 ? encode.map(items) : encode.section(0x1d + random.integer(20), encode.list(items));
}
