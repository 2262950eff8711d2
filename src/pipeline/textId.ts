/** Where and when the hub took an event: together this names one event for ever. */
export interface EventPosition {
  readonly hub: string;
  readonly partition: string;
  readonly sequenceNumber: number;
  readonly enqueuedTime: Date;
}

/** The last millisecond of year 9999, where dates of four digits end, and those of Table storage. */
export const latestTimeMs = 253_402_300_799_999;

const form = /^text-([0-9]{1,16})-([0-9]{1,16})-([0-9]+)-([a-z0-9][a-z0-9._-]*)$/;

/**
 * The id of a bare text, which has none of its own. A redelivery has the same position, hence the same id; a hub that
 * starts anew counts from 0 again, but not at the same time. The letters keep it apart from every id of X.
 */
export function textId({ hub, partition, sequenceNumber, enqueuedTime }: EventPosition): string {
  return `text-${enqueuedTime.getTime()}-${sequenceNumber}-${partition}-${hub}`;
}

/** The position a bare text's id was made from; undefined for anything else. */
export function parseTextId(id: string): EventPosition | undefined {
  const [, enqueuedMs, sequenceNumber, partition, hub] = form.exec(id) ?? [];
  if (partition === undefined || hub === undefined) return undefined;
  const position = {
    hub,
    partition,
    sequenceNumber: Number(sequenceNumber),
    enqueuedTime: new Date(Number(enqueuedMs)),
  };
  if (Number(enqueuedMs) > latestTimeMs) return undefined;
  return textId(position) === id ? position : undefined;
}
