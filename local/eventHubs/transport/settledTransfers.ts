import type { StoredEvent } from '../storage/partitionLog.ts';
import { eventMessage, eventMessageLength, writeEventMessage } from '../wire/eventMessage.ts';
import { mostTransferHeadBytes, writeTransferHead } from '../wire/transferFrame.ts';
import { FrameSlabs } from './frameSlabs.ts';
import type { ServerSender } from './rheaInternals.ts';

/** Gives events to a reader whose link is settled and has credit. */
export interface SettledTransfers {
  /** `deliveryAnnotations` is a whole section. */
  send(event: StoredEvent, deliveryAnnotations?: Buffer): void;
  /** Has the socket take what was sent. Until then it is gathered; others must not write in between. */
  flush(): void;
}

const noTag = Buffer.alloc(0);
const format = 0;
/** What rhea leaves for a frame's head before it cuts a message in pieces. No peer takes less than 512 bytes: `refuseDisorder`. */
const frameOverhead = 50;

/**
 * Writes transfers past rhea, which makes and writes each frame alone: that takes 10 µs per event, and this two. rhea's
 * counters of deliveries, transfers and credit move as if it had written them. It does the work itself while it holds
 * deliveries of the AMQP session, whose ids must follow each other, and when the peer's window ends within a message.
 */
export function settledTransfers(link: ServerSender): SettledTransfers {
  const { session } = link;
  const { outgoing, connection } = session;
  const address = { channel: session.local.channel, handle: link.local.handle };
  const slabs = new FrameSlabs(connection.socket);
  const largestPayload = connection.max_frame_size ? connection.max_frame_size - frameOverhead : Infinity;

  const isFreeFor = (frames: number): boolean =>
    connection.socket_ready &&
    connection.socket.writable &&
    link.state.open_requests === 0 &&
    outgoing.deliveries.size === 0 &&
    outgoing.transfer_window() >= frames;

  const count = (frames: number): void => {
    outgoing.next_delivery_id += 1;
    outgoing.next_pending_delivery = outgoing.next_delivery_id;
    outgoing.next_transfer_id += frames;
    outgoing.window -= frames;
    link.credit -= 1;
    link.delivery_count += 1;
  };

  const writePiece = (piece: Buffer, more: boolean): void => {
    const slab = slabs.withRoomFor(mostTransferHeadBytes + piece.length);
    const payload = writeTransferHead(slab, slabs.end, address, outgoing.next_delivery_id, more, piece.length);
    slab.set(piece, payload);
    slabs.end = payload + piece.length;
  };

  const writePieces = (message: Buffer): void => {
    for (let start = 0; start < message.length; start += largestPayload) {
      const end = start + largestPayload;
      writePiece(message.subarray(start, end), end < message.length);
    }
  };

  const writeWhole = ({ sections, position }: StoredEvent, bytes: number, deliveryAnnotations?: Buffer): void => {
    const slab = slabs.withRoomFor(mostTransferHeadBytes + bytes);
    const payload = writeTransferHead(slab, slabs.end, address, outgoing.next_delivery_id, false, bytes);
    slabs.end = writeEventMessage(slab, payload, sections, position, deliveryAnnotations);
  };

  return {
    send: (event, deliveryAnnotations) => {
      const { sections, position } = event;
      const bytes = eventMessageLength(sections, position, deliveryAnnotations);
      const frames = Math.ceil(bytes / largestPayload);
      if (!isFreeFor(frames)) {
        link.send(eventMessage(sections, position, deliveryAnnotations), noTag, format);
        return;
      }
      if (bytes <= largestPayload) writeWhole(event, bytes, deliveryAnnotations);
      else writePieces(eventMessage(sections, position, deliveryAnnotations));
      count(Math.max(frames, 1));
    },
    flush: () => slabs.flush(),
  };
}
