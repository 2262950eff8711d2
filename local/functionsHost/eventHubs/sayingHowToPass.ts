import { blobNames, checkpointContainer } from './blobNames.ts';
import { BindingError, UnreadableBody } from './payload.ts';
import type { ReceivedEvent } from './receivedEvent.ts';
import type { PartitionPlace } from './triggerMetadata.ts';

/**
 * Encodes; a body that can never be read fails with the place of the events and the way past them. Under a retry policy
 * without end, as in Azure, no retry helps: the partition stands until the hub's retention takes the event.
 */
export function sayingHowToPass<Encoded>(
  events: readonly ReceivedEvent[],
  place: PartitionPlace,
  encode: () => Encoded,
): Encoded {
  try {
    return encode();
  } catch (cause) {
    if (!(cause instanceof UnreadableBody)) throw cause;
    throw new BindingError(describe(events, place, cause), { cause });
  }
}

function describe(events: readonly ReceivedEvent[], place: PartitionPlace, { message, event }: UnreadableBody): string {
  const { eventHubName, partition } = place;
  const { sequenceNumber, offset } = event;
  const first = events[0]?.sequenceNumber;
  const last = events.at(-1)?.sequenceNumber;
  const range = first === last ? `event ${first}` : `events ${first}-${last}`;
  const blob = `${checkpointContainer}/${blobNames(place).checkpoints}${partition}`;
  return (
    `Binding ${range} of partition ${partition} of hub ${eventHubName} failed: ${message}. Send it as data. ` +
    `A retry policy without end holds the partition here: to pass over event ${sequenceNumber} and all before it, stop the app ` +
    `and give blob ${blob} (empty; create it if need be) the metadata offset=${offset} and sequencenumber=${sequenceNumber}.`
  );
}
