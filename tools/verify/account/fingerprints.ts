import type { DeadLetterContent } from '../../../src/pipeline/deadLetter.ts';
import { fnv1a } from '../../../src/pipeline/fnv1a.ts';

/**
 * 32 bits that tell a row from any other, by all of its columns and their types, whatever their order; what is undefined is
 * no column. An Int64 counts as its number.
 */
export function rowFingerprint(columns: Readonly<Record<string, unknown>>): number {
  return fingerprint(sorted(columns).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]));
}

/** What a dead letter must have kept of its event. */
export type KeptOfEvent = Pick<
  DeadLetterContent,
  'hub' | 'consumerGroup' | 'partition' | 'sequenceNumber' | 'offset' | 'enqueuedTime' | 'properties' | 'body'
>;

/** 32 bits that tell a dead letter from that of any other event. The case of the first letter of a property is lost on the way. */
export function letterFingerprint(kept: KeptOfEvent): number {
  const { hub, consumerGroup, partition, sequenceNumber, offset, enqueuedTime, properties, body } = kept;
  const known = Object.entries(properties).map(([name, value]) => [firstLetterSmall(name), value] as const);
  const place = [hub, consumerGroup, partition, sequenceNumber, offset, enqueuedTime];
  return fingerprint([...place, sorted(Object.fromEntries(known)), body]);
}

function sorted(columns: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(columns)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** JSON writes a Date as a text, so that a column that should be a time and is a text is not noticed; all else is. */
function fingerprint(value: unknown): number {
  return fnv1a(JSON.stringify(value)) | 0;
}

function firstLetterSmall(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
