import type { Ending } from './endConnection.ts';
import type { Frame, FrameHandler, ServerConnection, ServerSession } from './rheaInternals.ts';

type Refuse = Ending['refuse'];
type Refusal = Parameters<Refuse>[0];

const handlers = ['on_begin', 'on_attach', 'on_flow', 'on_transfer', 'on_disposition', 'on_detach', 'on_end'] as const;
/** AMQP 1.0 part 2, section 2.7.1. rhea cuts messages into no pieces at all for less than 50. */
const smallestFrameBytes = 512;
/** Node.js keeps no longer timers: it would fire at once. rhea sets one to half the peer's time-out. */
const longestTimerMs = 2 ** 31 - 1;
const shortestIdleMs = 100;
/** Of a connection: one to send and one to read for each partition of the largest hub, and half as many over. */
const maxLinks = 2560;

const framingError = (description: string): Refusal => ({ condition: 'amqp:connection:framing-error', description });
const notAllowed = (description: string): Refusal => ({ condition: 'amqp:not-allowed', description });

const tooManyLinks: Refusal = {
  condition: 'amqp:resource-limit-exceeded',
  description: `A connection may have ${maxLinks} links. Detach some, or open another connection.`,
};

/**
 * Refuses connections whose frames come in an order, or with numbers, that AMQP does not allow, and frames after a
 * connection's end. rhea takes them for what they say, and either fails, prints, or keeps what nobody can end any more.
 */
export function refuseDisorder(connection: ServerConnection, refuse: Refuse): void {
  checkOpen(connection, refuse);
  checkBegin(connection, refuse);
  checkAttach(connection, refuse);
  for (const name of handlers) connection[name] = whileOpen(connection, name, connection[name], refuse);
}

function whileOpen(connection: ServerConnection, name: string, handle: FrameHandler, refuse: Refuse): FrameHandler {
  let opened = false;
  return (frame) => {
    opened ||= connection.is_remote_open();
    if (!opened) refuse(notAllowed(`A frame came before the connection was open: ${name.slice(3)}.`));
    else if (connection.is_remote_open()) handle.call(connection, frame);
  };
}

function checkOpen(connection: ServerConnection, refuse: Refuse): void {
  const onOpen = connection.on_open;
  connection.on_open = (frame) => {
    const { max_frame_size: frameBytes, idle_time_out: idleMs } = frame.performative;
    if (typeof frameBytes === 'number' && frameBytes < smallestFrameBytes)
      return refuse(notAllowed(`A max-frame-size of ${frameBytes} is less than ${smallestFrameBytes}.`));
    if (typeof idleMs === 'number' && idleMs > 0 && idleMs < shortestIdleMs)
      return refuse(notAllowed(`An idle-time-out of ${idleMs} ms is less than ${shortestIdleMs}.`));
    if (typeof idleMs === 'number' && idleMs > longestTimerMs) frame.performative.idle_time_out = longestTimerMs;
    onOpen.call(connection, frame);
  };
}

function checkBegin(connection: ServerConnection, refuse: Refuse): void {
  const onBegin = connection.on_begin;
  const channelMax = connection.options.channel_max;
  connection.on_begin = (frame) => {
    const { channel, performative } = frame;
    if (channel > channelMax) return refuse(framingError(`Channel ${channel} is beyond ${channelMax}.`));
    if (connection.remote_channel_map[channel]?.state.remote_open)
      return refuse(notAllowed(`Channel ${channel} has an AMQP session already.`));
    if (typeof performative.remote_channel === 'number')
      return refuse(notAllowed(`A begin answers channel ${performative.remote_channel}, on which none was begun.`));
    onBegin.call(connection, frame);
  };
}

function checkAttach(connection: ServerConnection, refuse: Refuse): void {
  const onAttach = connection.on_attach;
  connection.on_attach = (frame) => {
    const { channel, performative } = frame;
    const { handle = 0 } = performative;
    const session = connection.remote_channel_map[channel];
    if (!session) return refuse(notAllowed(`An attach came on channel ${channel}, which has no AMQP session.`));
    // The AMQP session ends; the client does not know it yet.
    if (!session.state.remote_open || !session.state.local_open) return;
    const { handle_max: handleMax } = session.local.begin;
    if (handle > handleMax) return refuse(framingError(`Handle ${handle} is beyond ${handleMax}.`));
    if (linkCount(connection) >= maxLinks) return refuse(tooManyLinks);
    const error = attachError(session, frame);
    if (error) return session.close(error);
    dropUnknownTermini(frame);
    onAttach.call(connection, frame);
  };
}

function linkCount({ remote_channel_map }: ServerConnection): number {
  return Object.values(remote_channel_map).reduce((count, { links }) => count + Object.keys(links).length, 0);
}

function attachError(session: ServerSession, { performative }: Frame): Refusal | undefined {
  const { handle = 0, name = '' } = performative;
  if (session.remote.handles[handle]?.is_remote_open())
    return { condition: 'amqp:session:handle-in-use', description: `Handle ${handle} is in use.` };
  // rhea finds links by name alone, though a sender and a receiver might share one.
  if (Object.hasOwn(session.links, name))
    return notAllowed(
      `A link of the name '${name}' is open on this AMQP session already. Give each link another name.`,
    );
  return undefined;
}

/** The fields of an attach that hold termini, and how these are described (AMQP 1.0 part 3, sections 3.5.3 and 3.5.4). */
const termini = [
  { field: 5, descriptor: 0x28 },
  { field: 6, descriptor: 0x29 },
];

/** rhea prints others, such as the coordinator of transactions. A link without terminus has no address, and is refused. */
function dropUnknownTermini({ performative: { value } }: Frame): void {
  for (const { field, descriptor } of termini) if (descriptorOf(value[field]) !== descriptor) value[field] = undefined;
}

function descriptorOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('descriptor' in value)) return undefined;
  const { descriptor } = value;
  return typeof descriptor === 'object' && descriptor !== null && 'value' in descriptor ? descriptor.value : undefined;
}
