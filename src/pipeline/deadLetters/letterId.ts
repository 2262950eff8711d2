import { type EventPosition, latestTimeMs } from '../textId.ts';

/** The position of an event within its hub. */
export type PositionInHub = Omit<EventPosition, 'hub'>;

const form = /^(\d{1,9})-(0|[1-9]\d{0,15})-(0|[1-9]\d{0,14})$/;

/** What people call a letter, and what ties a replayed event to it: `<partition>-<sequenceNumber>-<enqueuedTime, ms>`. */
export function letterId({ partition, sequenceNumber, enqueuedTime }: PositionInHub): string {
  return `${partition}-${sequenceNumber}-${enqueuedTime.getTime()}`;
}

/** undefined for what is no such id. */
export function parseLetterId(id: unknown): PositionInHub | undefined {
  const [, partition, sequenceNumber, enqueuedMs] = typeof id === 'string' ? (form.exec(id) ?? []) : [];
  if (partition === undefined || !Number.isSafeInteger(Number(sequenceNumber))) return undefined;
  if (Number(enqueuedMs) > latestTimeMs) return undefined;
  return { partition, sequenceNumber: Number(sequenceNumber), enqueuedTime: new Date(Number(enqueuedMs)) };
}
