import type { DeadLetterContent, Delivery } from '../deadLetter.ts';
import { isReason } from '../reasons.ts';
import { isRecord } from '../tweet.ts';

/** The letter that a blob's text holds; undefined for any other text. */
export function parseDeadLetter(text: string): DeadLetterContent | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || value.schema !== 'dead-letter/1' || !isReason(value.reason)) return undefined;
  const delivery = parseDelivery(value);
  const { reason, message, hub, consumerGroup, deadLetteredTime, attempt, body } = value;
  const { partitionKey, properties, systemProperties, replay } = value;
  if (!isText(message) || !isText(hub) || !isText(consumerGroup) || !isText(body) || !isTime(deadLetteredTime)) {
    return undefined;
  }
  if (delivery === undefined || !isCount(attempt) || !isRecord(properties) || !isRecord(systemProperties)) {
    return undefined;
  }
  const failedReplay = isRecord(replay) ? parseDelivery(replay) : undefined;
  return {
    schema: value.schema,
    ...{ reason, message, hub, consumerGroup, ...delivery, deadLetteredTime, attempt },
    ...(failedReplay && { replay: failedReplay }),
    ...(isText(partitionKey) && { partitionKey }),
    ...{ properties, systemProperties, body },
  };
}

function parseDelivery(value: Readonly<Record<string, unknown>>): Delivery | undefined {
  const { partition, sequenceNumber, offset, enqueuedTime } = value;
  const isWhole = isText(partition) && isCount(sequenceNumber) && isText(offset) && isTime(enqueuedTime);
  return isWhole ? { partition, sequenceNumber, offset, enqueuedTime } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): value is string {
  return isText(value) && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
