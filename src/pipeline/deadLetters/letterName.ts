import { type EventPosition, latestTimeMs } from '../textId.ts';

/** Which event a dead letter holds, and which consumer group could not store it. */
export interface LetterPlace extends EventPosition {
  readonly consumerGroup: string;
}

const form = /^([a-z0-9][a-z0-9._-]*)\/([A-Za-z0-9$][A-Za-z0-9._-]*)\/(\d{1,9})\/(\d{19})-(\d{1,15})$/;

/**
 * `<hub>/<group>/<partition>/<sequenceNumber, 19 digits>-<enqueuedTime, ms>`: listed in the partition's order. A redelivery
 * has the same, and a hub that starts anew, which counts from 0 again, cannot have it.
 */
export function letterName({ hub, consumerGroup, partition, sequenceNumber, enqueuedTime }: LetterPlace): string {
  const position = `${String(sequenceNumber).padStart(19, '0')}-${enqueuedTime.getTime()}`;
  return `${hub}/${consumerGroup}/${partition}/${position}`;
}

/** undefined for a name that no letter has. */
export function parseLetterName(name: string): LetterPlace | undefined {
  const [, hub, consumerGroup, partition, sequenceNumber, enqueuedMs] = form.exec(name) ?? [];
  if (hub === undefined || consumerGroup === undefined || partition === undefined) return undefined;
  const position = { sequenceNumber: Number(sequenceNumber), enqueuedTime: new Date(Number(enqueuedMs)) };
  if (!Number.isSafeInteger(position.sequenceNumber) || Number(enqueuedMs) > latestTimeMs) return undefined;
  const place = { hub, consumerGroup, partition, ...position };
  return letterName(place) === name ? place : undefined;
}
