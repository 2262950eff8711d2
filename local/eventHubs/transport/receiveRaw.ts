import type { Frame, ServerConnection, ServerLink } from './rheaInternals.ts';

/** What came of one delivery. Beyond the limit only the size is known: the bytes were dropped on their way in. */
export interface ReceivedSize {
  bytes: number;
  aborted: boolean;
}

const messageFormatField = 3;
const nothingMore = Buffer.alloc(0);

/**
 * Has every message arrive as bytes, whatever its format, and keeps at most `limit` of them: rhea decodes format 0,
 * and gathers the pieces of a delivery without end. Returns the size of the delivery last received on a link.
 */
export function receiveRaw(connection: ServerConnection, limit: number): (link: ServerLink) => ReceivedSize {
  const sizes = new WeakMap<ServerLink, ReceivedSize>();
  const underway = new WeakSet<ServerLink>();
  const nothing: ReceivedSize = { bytes: 0, aborted: false };
  const onTransfer = connection.on_transfer;

  const measure = (link: ServerLink, { performative, payload }: Frame): ReceivedSize => {
    const size = underway.has(link) ? (sizes.get(link) ?? { ...nothing }) : { ...nothing };
    size.bytes += payload?.length ?? 0;
    size.aborted = performative.aborted === true;
    if (performative.more) underway.add(link);
    else underway.delete(link);
    sizes.set(link, size);
    return size;
  };

  connection.on_transfer = (frame) => {
    const { handle, value } = frame.performative;
    if (frame.performative.aborted) cutShort(frame);
    const link =
      handle === undefined ? undefined : connection.remote_channel_map[frame.channel]?.remote.handles[handle];
    if (link && measure(link, frame).bytes > limit) frame.payload = nothingMore;
    // rhea decodes what says format 0; what says nothing it hands over as it is. Both mean the same (part 2, 2.7.5).
    if (isZero(value[messageFormatField])) value[messageFormatField] = undefined;
    onTransfer.call(connection, frame);
  };
  return (link) => sizes.get(link) ?? nothing;
}

/**
 * An aborted delivery is over, whatever the frame says of more, and what it carries counts for nothing (part 2, 2.7.5).
 * rhea knows nothing of aborting, and would take the next delivery for the rest of this one.
 */
function cutShort(frame: Frame): void {
  frame.performative.more = false;
  frame.payload = nothingMore;
}

function isZero(field: unknown): boolean {
  return typeof field === 'object' && field !== null && 'value' in field && field.value === 0;
}
