import * as encode from './encode.ts';
import type { EventPosition } from './eventMessage.ts';
import { sectionCode } from './messageSections.ts';

/**
 * The delivery annotations that tell a reader with `com.microsoft:enable-receiver-runtime-metric` where its partition
 * ends (`trackLastEnqueuedEventProperties` in the clients). Keys, types and order: measured, not documented.
 */
export function lastEnqueuedAnnotations(last: EventPosition, retrievedAt: number): Buffer {
  return encode.section(
    sectionCode.deliveryAnnotations,
    encode.map([
      encode.symbol('last_enqueued_sequence_number'),
      encode.long(last.sequenceNumber),
      encode.symbol('last_enqueued_offset'),
      encode.string(String(last.offset)),
      encode.symbol('last_enqueued_time_utc'),
      encode.timestamp(last.enqueuedTime),
      encode.symbol('runtime_info_retrieval_time_utc'),
      encode.timestamp(retrievedAt),
    ]),
  );
}
