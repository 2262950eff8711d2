import type { ReadingPauses } from './readingPauses.ts';
import type { ReceivedSize } from './receiveRaw.ts';
import type { IncomingDelivery, ServerConnection, ServerLink } from './rheaInternals.ts';

/** Of one connection, while they are being stored. Credit alone would let 300 messages of 1 MiB wait on each link. */
const maxUnstoredBytes = 32 * 1024 * 1024;

/** Reads no more of a client while much of what it sent waits to be stored: a slow disk must not fill the memory. */
export function boundUnstored(
  connection: ServerConnection,
  pauses: ReadingPauses,
  receivedSize: (link: ServerLink) => ReceivedSize,
): void {
  const onTransfer = connection.on_transfer;
  const counted = new WeakSet<IncomingDelivery>();
  let unstored = 0;

  const count = (delivery: IncomingDelivery, bytes: number): void => {
    const { update } = delivery;
    counted.add(delivery);
    unstored += bytes;
    if (unstored > maxUnstoredBytes) pauses.begin('events unstored');
    delivery.update = (settled, state) => {
      delivery.update = update;
      unstored -= bytes;
      if (unstored <= maxUnstoredBytes / 2) pauses.end('events unstored');
      update.call(delivery, settled, state);
    };
  };

  connection.on_transfer = (frame) => {
    onTransfer.call(connection, frame);
    const { handle = 0 } = frame.performative;
    const session = connection.remote_channel_map[frame.channel];
    const [link, delivery] = [session?.remote.handles[handle], session?.incoming.deliveries.get_tail()];
    if (!link || !delivery || delivery.incomplete || delivery.settled || counted.has(delivery)) return;
    count(delivery, receivedSize(link).bytes);
  };
}
