import { bodyHex, member, parsedBody, readableBody } from './bodyText.ts';
import { jsonText } from './jsonText.ts';
import type { ViewedEvent } from './viewedEvent.ts';

/** One column of the table: its name and type as Spark's `printSchema` tells them, and its value for an event. */
export interface Column {
  readonly name: string;
  readonly type: 'binary' | 'long' | 'string' | 'timestamp';
  /** May be cut to the width of the terminal. */
  readonly cut: boolean;
  /** As strangers wrote it; undefined is shown as `null`. */
  value(event: ViewedEvent): string | undefined;
}

/** Second cell of the tutorial's reading notebook: body as text, time as a timestamp (UTC) and in whole seconds. */
export const readableColumns: readonly Column[] = [
  { name: 'Offset', type: 'string', cut: false, value: ({ offset }) => offset },
  { name: 'Time (readable)', type: 'timestamp', cut: false, value: ({ enqueuedTime }) => timestamp(enqueuedTime) },
  {
    name: 'Timestamp',
    type: 'long',
    cut: false,
    value: ({ enqueuedTime }) => String(Math.floor(enqueuedTime.getTime() / 1_000)),
  },
  { name: 'Body', type: 'string', cut: true, value: ({ body }) => readableBody(body) },
];

/**
 * First cell of that notebook: what the service holds; `enqueuedTime` in milliseconds since 1970. The offset, a long in
 * the tutorial's day, is a string: the service no longer promises a number.
 */
export const rawColumns: readonly Column[] = [
  { name: 'body', type: 'binary', cut: true, value: ({ body }) => bodyHex(body) },
  { name: 'offset', type: 'string', cut: false, value: ({ offset }) => offset },
  { name: 'sequenceNumber', type: 'long', cut: false, value: ({ sequenceNumber }) => String(sequenceNumber) },
  { name: 'enqueuedTime', type: 'long', cut: false, value: ({ enqueuedTime }) => String(enqueuedTime.getTime()) },
  { name: 'publisher', type: 'string', cut: true, value: ({ publisher }) => publisher },
  { name: 'partitionKey', type: 'string', cut: true, value: ({ partitionKey }) => partitionKey },
];

/** Columns selected from JSON bodies. A dot leads into a member: `public_metrics.like_count`, `entities.hashtags.0.tag`. */
export function fieldColumns(paths: readonly string[]): readonly Column[] {
  return paths.map((path) => ({
    name: path,
    type: 'string',
    cut: true,
    value: ({ body }) => fieldText(path.split('.').reduce(member, parsedBody(body))),
  }));
}

function fieldText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : jsonText(value);
}

function timestamp(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}
