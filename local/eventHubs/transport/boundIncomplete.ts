import type { Ending } from './endConnection.ts';
import type { ReceivedSize } from './receiveRaw.ts';
import type { ServerConnection, ServerLink } from './rheaInternals.ts';

/** Of one connection. A client that sends message after message has one of 1 MiB underway per link that it sends on. */
const maxIncompleteBytes = 64 * 1024 * 1024;

export interface Incomplete {
  readonly receivedSize: (link: ServerLink) => ReceivedSize;
  /** No more is kept of a message. */
  readonly maxMessageBytes: number;
  readonly refuse: Ending['refuse'];
}

/** Ends a connection that begins messages on many links and completes none: the memory holds what has come of each. */
export function boundIncomplete(
  connection: ServerConnection,
  { receivedSize, maxMessageBytes, refuse }: Incomplete,
): void {
  const onTransfer = connection.on_transfer;
  const underway = new Map<ServerLink, number>();
  let total = 0;

  const note = (link: ServerLink, bytes: number): void => {
    total += bytes - (underway.get(link) ?? 0);
    if (bytes > 0) underway.set(link, bytes);
    else underway.delete(link);
  };

  connection.on_transfer = (frame) => {
    const link = connection.remote_channel_map[frame.channel]?.remote.handles[frame.performative.handle ?? -1];
    onTransfer.call(connection, frame);
    if (!link) return;
    note(link, link._incomplete ? Math.min(receivedSize(link).bytes, maxMessageBytes) : 0);
    if (total <= maxIncompleteBytes) return;
    for (const each of [...underway.keys()]) if (!each.is_remote_open()) note(each, 0);
    if (total > maxIncompleteBytes) refuse(tooMuchUnderway);
  };
}

const tooMuchUnderway = {
  condition: 'amqp:resource-limit-exceeded',
  description: `Messages of more than ${maxIncompleteBytes} bytes are begun and not completed. Complete one before the next.`,
};
