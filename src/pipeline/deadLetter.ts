import type { EventBatch, HubEvent } from './eventBatch.ts';
import type { Reason } from './reasons.ts';

/** An event that can never become a row, kept whole. */
export interface DeadLetter {
  readonly name: string;
  readonly content: DeadLetterContent;
}

/** The letter's JSON: enough to understand what happened, and to publish the event again. */
export interface DeadLetterContent {
  readonly schema: 'dead-letter/1';
  readonly reason: Reason;
  readonly message: string;
  readonly hub: string;
  readonly consumerGroup: string;
  readonly partition: string;
  readonly sequenceNumber: number;
  readonly offset: string;
  /** ISO 8601, UTC. */
  readonly enqueuedTime: string;
  readonly deadLetteredTime: string;
  /** Of the invocation that gave up: 1 unless storage had been down before. */
  readonly attempt: number;
  readonly partitionKey?: string;
  /** As the host hands them over: first letters lower-cased, except for `Diagnostic-Id`. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly systemProperties: Readonly<Record<string, unknown>>;
  /** The exact bytes, in base64. */
  readonly body: string;
}

/** Why an event is rejected: a code for programs, a sentence for people. */
export interface Rejection {
  readonly reason: Reason;
  readonly message: string;
}

/** The letter of an event. Its name is the same at every delivery, so that a redelivery overwrites it. */
export function deadLetter(event: HubEvent, batch: EventBatch, { reason, message }: Rejection, now: Date): DeadLetter {
  const content: DeadLetterContent = {
    schema: 'dead-letter/1',
    reason,
    message,
    hub: event.hub,
    consumerGroup: batch.consumerGroup,
    partition: event.partition,
    sequenceNumber: event.sequenceNumber,
    offset: event.offset,
    enqueuedTime: event.enqueuedTime.toISOString(),
    deadLetteredTime: now.toISOString(),
    attempt: batch.attempt,
    ...(event.partitionKey !== undefined && { partitionKey: event.partitionKey }),
    properties: event.properties,
    systemProperties: event.systemProperties,
    body: Buffer.from(event.body).toString('base64'),
  };
  return { name: deadLetterName(event, batch.consumerGroup), content };
}

/** `<hub>/<group>/<partition>/<sequenceNumber, 19 digits>-<enqueuedTime, ms>`: listed in the partition's order. */
function deadLetterName({ hub, partition, sequenceNumber, enqueuedTime }: HubEvent, consumerGroup: string): string {
  const position = `${String(sequenceNumber).padStart(19, '0')}-${enqueuedTime.getTime()}`;
  return `${hub}/${consumerGroup}/${partition}/${position}`;
}
