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

type Properties = Readonly<Record<string, unknown>>;

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

/**
 * The origin that an event claims; undefined for an event that claims none, or one that no replay has: a replay goes
 * into the partition of its origin, after it. Never throws: properties are a stranger's, and any AMQP value.
 */
export function claimedOrigin(event: PositionInHub & { readonly properties: Properties }): ReplayOrigin | undefined {
  const { properties } = event;
  const position = parseLetterId(properties[names.of]);
  if (position === undefined || !mayRepeat(event, position)) return undefined;
  const partitionKey = properties[names.partitionKey];
  return {
    ...position,
    attempt: attemptOf(properties[names.attempt]),
    offset: simpleText(properties[names.offset]) ?? '',
    partitionKey: typeof partitionKey === 'string' ? partitionKey : undefined,
  };
}

/** As far as a hub's clock may have been set back. A letter from a later time would be forgotten later, or never. */
const mostSetBackMs = 86_400_000;

/** By number or by time: a hub that starts anew counts from 0 again, and a clock may be set back. */
function mayRepeat(event: PositionInHub, origin: PositionInHub): boolean {
  const laterMs = event.enqueuedTime.getTime() - origin.enqueuedTime.getTime();
  const isAfter = laterMs > 0 || (origin.sequenceNumber < event.sequenceNumber && laterMs >= -mostSetBackMs);
  return origin.partition === event.partition && isAfter;
}

/** The host makes a number of a text that looks like one. */
function attemptOf(value: unknown): number {
  const attempt = Number(simpleText(value));
  return Number.isSafeInteger(attempt) && attempt > 1 ? attempt : 2;
}

/** Other values have words of their own for text, or throw for want of one. */
function simpleText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The properties that the event had before it was ever replayed. */
export function ownProperties({ properties, origin }: Repeating): Properties {
  if (origin === undefined) return properties;
  const added: readonly string[] = Object.values(names);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !added.includes(name)));
}

interface Repeating {
  readonly properties: Properties;
  readonly origin?: ReplayOrigin;
}

/**
 * What names an event for ever: its own position, or that of the event which it repeats. So a bare text keeps its id,
 * and an event that fails again its letter, however often it is replayed.
 */
export function originOf(event: EventPosition & { readonly origin?: ReplayOrigin }): EventPosition {
  return event.origin === undefined ? event : { ...event.origin, hub: event.hub };
}
