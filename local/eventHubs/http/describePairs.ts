import { countAt, itemsOf, valueAt } from '../wire/decode.ts';
import { type AmqpText, amqpText } from './amqpText.ts';

/** A key of a map, or a field of a list, and what it holds. */
export interface Property {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** Given when `value` is not all there is. */
  readonly cut?: true;
}

export interface Properties {
  readonly entries: readonly Property[];
  /** How many more there are. */
  readonly leftOut: number;
}

export interface PropertyLimits {
  readonly entries: number;
  /** Of a name or a value, in UTF-16 units. */
  readonly length: number;
}

export const noProperties: Properties = { entries: [], leftOut: 0 };

/** `pairs` keys and values in turn from `start` on. @throws MalformedMessageError */
export function describePairs(buffer: Buffer, start: number, pairs: number, limits: PropertyLimits): Properties {
  const entries: Property[] = [];
  let at = start;
  while (entries.length < Math.min(pairs, limits.entries)) {
    const value = valueAt(buffer, at).end;
    entries.push(property(amqpText(buffer, at, limits.length).text, amqpText(buffer, value, limits.length)));
    at = valueAt(buffer, value).end;
  }
  return { entries, leftOut: pairs - entries.length };
}

/** The pairs of the map at `start`; none when it is no map. @throws MalformedMessageError */
export function describeMap(buffer: Buffer, start: number, limits: PropertyLimits): Properties {
  const map = valueAt(buffer, start);
  if (map.code !== 0xc1 && map.code !== 0xd1) return noProperties;
  const { count, start: first } = countAt(buffer, map);
  return describePairs(buffer.subarray(0, map.end), first, Math.floor(count / 2), limits);
}

/** The fields of the list at `start` that are there, under the names of their places. @throws MalformedMessageError */
export function describeFields(
  buffer: Buffer,
  start: number,
  names: readonly string[],
  limits: PropertyLimits,
): Properties {
  const entries: Property[] = [];
  let place = 0;
  for (const item of itemsOf(buffer, valueAt(buffer, start))) {
    const name = names[place];
    if (name === undefined) break;
    const found = amqpText(buffer, item.start, limits.length);
    if (found.type !== 'null') entries.push(property(name, found));
    place += 1;
  }
  return { entries, leftOut: 0 };
}

function property(name: string, { type, text, whole }: AmqpText): Property {
  return whole ? { name, type, value: text } : { name, type, value: text, cut: true };
}
