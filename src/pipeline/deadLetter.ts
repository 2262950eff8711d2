import { keptProperties } from './deadLetters/keptProperties.ts';
import { letterName } from './deadLetters/letterName.ts';
import { originOf, ownProperties } from './deadLetters/replayOrigin.ts';
import type { EventBatch, HubEvent } from './eventBatch.ts';
import type { Reason } from './reasons.ts';

/** An event that can never become a row, kept whole. */
export interface DeadLetter {
  readonly name: string;
  readonly content: DeadLetterContent;
}

/** Where a delivery lay in its partition. */
export interface Delivery {
  readonly partition: string;
  readonly sequenceNumber: number;
  readonly offset: string;
  /** ISO 8601, UTC. */
  readonly enqueuedTime: string;
}

/** Of the event itself, also when it failed as a replay, which has neither its message id nor its annotations. */
export interface LetterProperties {
  /** As the host hands them over: first letters lower-cased, except for `Diagnostic-Id`. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly systemProperties: Readonly<Record<string, unknown>>;
}

/**
 * The letter's JSON: enough to understand what happened, and to publish the event again. Its position and properties
 * are those of the event itself, also when it failed as a replay.
 */
export interface DeadLetterContent extends Delivery, LetterProperties {
  readonly schema: 'dead-letter/1';
  readonly reason: Reason;
  readonly message: string;
  readonly hub: string;
  readonly consumerGroup: string;
  readonly deadLetteredTime: string;
  /** How often the event was tried: 1 at first, one more at each replay. */
  readonly attempt: number;
  /** The replay that failed last. */
  readonly replay?: Delivery;
  readonly partitionKey?: string;
  /** The exact bytes, in base64. */
  readonly body: string;
}

/** Why an event is rejected: a code for programs, a sentence for people. */
export interface Rejection {
  readonly reason: Reason;
  readonly message: string;
}

/** The letter of an event. Its name is the same at every delivery and every replay, so that each overwrites the one before. */
export function deadLetter(event: HubEvent, batch: EventBatch, { reason, message }: Rejection, now: Date): DeadLetter {
  const { partitionKey, ...origin } = event.origin ?? { ...event, attempt: 1 };
  const content: DeadLetterContent = {
    schema: 'dead-letter/1',
    reason,
    message,
    hub: event.hub,
    consumerGroup: batch.consumerGroup,
    ...delivery(origin),
    deadLetteredTime: now.toISOString(),
    attempt: origin.attempt,
    ...(event.origin && { replay: delivery(event) }),
    ...(partitionKey !== undefined && { partitionKey }),
    properties: keptProperties(ownProperties(event)),
    systemProperties: keptProperties(event.systemProperties),
    body: Buffer.from(event.body).toString('base64'),
  };
  return { name: letterNameOf(event, batch), content };
}

/** The name of an event's letter, whether or not there is one. */
export function letterNameOf(event: HubEvent, { consumerGroup }: Pick<EventBatch, 'consumerGroup'>): string {
  return letterName({ ...originOf(event), consumerGroup });
}

type Position = Pick<HubEvent, 'partition' | 'sequenceNumber' | 'offset' | 'enqueuedTime'>;

function delivery({ partition, sequenceNumber, offset, enqueuedTime }: Position): Delivery {
  return { partition, sequenceNumber, offset, enqueuedTime: enqueuedTime.toISOString() };
}
