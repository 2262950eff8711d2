import * as encode from './encode.ts';
import type { EventPosition } from './eventMessage.ts';
import type { Response } from './response.ts';

export interface PartitionProperties {
  readonly hub: string;
  readonly partition: string;
  /** Of the oldest event still kept; of the next one when none is. */
  readonly beginSequenceNumber: number;
  /** Sequence number and offset are -1 and the time 0 before the first event. */
  readonly last: EventPosition;
  readonly isEmpty: boolean;
}

/** The answer to READ `com.microsoft:partition`. Fields and types: measured, not documented; Rust wants both epochs. */
export function partitionProperties({
  hub,
  partition,
  beginSequenceNumber,
  last,
  isEmpty,
}: PartitionProperties): Response {
  return {
    status: 200,
    properties: [encode.string('operation'), encode.string('READ')],
    body: encode.map([
      encode.string('name'),
      encode.string(hub),
      encode.string('type'),
      encode.string('com.microsoft:partition'),
      encode.string('partition'),
      encode.string(partition),
      encode.string('begin_sequence_number'),
      encode.long(beginSequenceNumber),
      encode.string('begin_sequence_number_epoch'),
      encode.int(-1),
      encode.string('last_enqueued_sequence_number'),
      encode.long(last.sequenceNumber),
      encode.string('last_enqueued_sequence_number_epoch'),
      encode.int(-1),
      encode.string('last_enqueued_offset'),
      encode.string(String(last.offset)),
      encode.string('last_enqueued_time_utc'),
      encode.timestamp(last.enqueuedTime),
      encode.string('is_partition_empty'),
      encode.boolean(isEmpty),
    ]),
  };
}
