import type { DeadLetterContent } from '../deadLetter.ts';
import type { EventPosition } from '../textId.ts';
import { letterId, type PositionInHub, parseLetterId } from './letterId.ts';

/** What a replayed event says of the event that became a dead letter, whose place in the hub it takes. */
export interface ReplayOrigin extends PositionInHub {
  /** 2 for the first replay: the event itself was the first attempt. */
  readonly attempt: number;
  readonly offset: string;
  readonly partitionKey: string | undefined;
}

/** Application properties. They begin with a small letter, since the host makes the first letter of every name one. */
const names = {
  of: 'replayOf',
  attempt: 'replayAttempt',
  offset: 'replayOffset',
  partitionKey: 'replayPartitionKey',
} as const;

/** What ties a replayed event to its letter, as properties of the event. */
export function replayProperties(letter: DeadLetterContent): Readonly<Record<string, string | number>> {
  const { partitionKey, offset, attempt } = letter;
  return {
    [names.of]: letterId({ ...letter, enqueuedTime: new Date(letter.enqueuedTime) }),
    [names.attempt]: attempt + 1,
    [names.offset]: offset,
    ...(partitionKey !== undefined && { [names.partitionKey]: partitionKey }),
  };
}

/** The origin of a replayed event; undefined for an event that is none. Never throws: properties are a stranger's. */
export function replayOrigin(properties: Readonly<Record<string, unknown>>): ReplayOrigin | undefined {
  const position = parseLetterId(properties[names.of]);
  if (position === undefined) return undefined;
  const attempt = Number(properties[names.attempt]);
  const { [names.offset]: offset, [names.partitionKey]: partitionKey } = properties;
  return {
    ...position,
    attempt: Number.isSafeInteger(attempt) && attempt > 1 ? attempt : 2,
    offset: String(offset ?? ''),
    partitionKey: typeof partitionKey === 'string' ? partitionKey : undefined,
  };
}

/** The properties that the event had before it was ever replayed. */
export function ownProperties(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!(names.of in properties)) return properties;
  const added: readonly string[] = Object.values(names);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !added.includes(name)));
}

/**
 * What names an event for ever: its own position, or that of the event which it repeats. So a bare text keeps its id,
 * and an event that fails again its letter, however often it is replayed.
 */
export function originOf<T extends EventPosition & { readonly properties: Readonly<Record<string, unknown>> }>(
  event: T,
): EventPosition {
  const origin = replayOrigin(event.properties);
  return origin === undefined ? event : { ...origin, hub: event.hub };
}
