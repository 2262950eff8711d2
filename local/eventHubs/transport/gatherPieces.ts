import type { ServerConnection } from './rheaInternals.ts';

/** A message of 1 MiB comes in 17 pieces where frames are as large as they may be. */
const mostPieces = 4096;

/**
 * Puts the pieces of a delivery together when they are many: each holds on to the whole chunk that it came in, and a
 * client that sends a byte per frame would take a hundred times the memory of its message. Pieces without bytes, as they
 * are beyond the largest message, are not kept at all.
 */
export function gatherPieces(connection: ServerConnection): void {
  const onTransfer = connection.on_transfer;
  connection.on_transfer = (frame) => {
    const { handle = 0 } = frame.performative;
    const link = connection.remote_channel_map[frame.channel]?.remote.handles[handle];
    if (link?._incomplete && frame.payload?.length === 0) frame.payload = undefined;
    onTransfer.call(connection, frame);
    const pieces = link?._incomplete?.frames ?? [];
    if (pieces.length >= mostPieces) pieces.splice(0, pieces.length, Buffer.concat(pieces));
  };
}
