import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import {
  type Connection,
  create_container,
  type EventContext,
  type Receiver,
  type ReceiverOptions,
  type Sender,
  type SenderOptions,
} from 'rhea';
import { itemsOf, valueAt } from '../../../../local/eventHubs/wire/decode.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';

/** The performatives by their descriptors (AMQP 1.0 part 2, section 2.7). */
export const performative = {
  open: 0x10,
  begin: 0x11,
  attach: 0x12,
  flow: 0x13,
  transfer: 0x14,
  disposition: 0x15,
  detach: 0x16,
  end: 0x17,
  close: 0x18,
};

/** A frame as it came over the wire: its fields still encoded. */
export interface WireFrame {
  readonly code: number;
  readonly fields: readonly Buffer[];
  readonly payload: Buffer;
}

/** A client that does as it is told, and keeps what the server's bytes were. */
export interface RawClient {
  readonly connection: Connection;
  readonly frames: readonly WireFrame[];
  /** The first frame of that kind from now on, or one that came already. */
  frame(code: number, matches?: (frame: WireFrame) => boolean): Promise<WireFrame>;
  /** Sends any frame, legal or not. */
  write(channel: number, code: number, fields: readonly Buffer[]): void;
  close(): Promise<void>;
}

/** The well-known key, by SASL PLAIN: every right, and no frame of `$cbs` among those that a test looks at. */
const signedIn = { username: 'RootManageSharedAccessKey', password: 'SAS_KEY_VALUE' };
/** Options of a client that does not say who it is. */
export const nobody = { username: undefined };

/** Signs in with the well-known key, unless the options say how else. */
export async function openRawClient(port: number, options: Readonly<Record<string, unknown>> = {}): Promise<RawClient> {
  const container = create_container();
  const credentials = 'username' in options || 'sasl_mechanisms' in options ? {} : signedIn;
  const connection = container.connect({ host: '127.0.0.1', port, reconnect: false, ...credentials, ...options });
  const failures = new EventEmitter();
  for (const event of ['error', 'protocol_error', 'connection_error', 'session_error', 'disconnected']) {
    connection.on(event, (context: EventContext) => failures.emit('failure', context));
  }
  for (const event of ['sender_error', 'receiver_error', 'settled', 'sender_close', 'receiver_close'])
    connection.on(event, () => undefined);
  const socket: Socket = connection.socket;
  // rhea clears its heartbeats when a socket ends, not when it is destroyed on this side.
  socket.on('close', () => connection._disconnected());
  const recorded = recordFrames(socket);
  await Promise.race([
    once(connection, 'connection_open'),
    once(failures, 'failure').then(() => Promise.reject(new Error('The server refused the connection.'))),
  ]);
  return {
    connection,
    frames: recorded.frames,
    frame: recorded.frame,
    write: (channel, code, fields) => socket.write(frameBytes(channel, code, fields)),
    close: async () => {
      if (socket.destroyed) return;
      const closed = once(socket, 'close');
      connection.close();
      const cut = setTimeout(() => socket.destroy(), 300);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** Attaches a link that sends; resolves when the server has answered and granted credit, or refused. */
export async function attachSender(client: RawClient, target: string, options: SenderOptions = {}): Promise<Sender> {
  const sender = client.connection.open_sender({ target, ...options });
  await Promise.race([once(sender, 'sendable'), once(sender, 'sender_error')]);
  return sender;
}

/** Attaches a link that receives, without credit of its own; resolves when the server has answered. */
export async function attachReceiver(
  client: RawClient,
  source: string,
  options: ReceiverOptions = {},
): Promise<Receiver> {
  const receiver = client.connection.open_receiver({ source, credit_window: 0, ...options });
  await once(receiver, 'receiver_open');
  return receiver;
}

export async function errorOf(
  link: Sender | Receiver,
): Promise<{ readonly condition: string; readonly description: string }> {
  if (!link.error) await once(link, link.is_sender() ? 'sender_error' : 'receiver_error');
  const { error } = link;
  return error && 'condition' in error
    ? { condition: error.condition ?? '', description: error.description ?? '' }
    : { condition: '', description: '' };
}

export function frameBytes(
  channel: number,
  code: number,
  fields: readonly Buffer[],
  payload: Buffer = Buffer.alloc(0),
): Buffer {
  const body = Buffer.concat([encode.section(code, encode.list(fields)), payload]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + body.length);
  head[4] = 2;
  head.writeUInt16BE(channel, 6);
  return Buffer.concat([head, body]);
}

function recordFrames(socket: Socket): Pick<RawClient, 'frames' | 'frame'> {
  const frames: WireFrame[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.subarray(0, 4).toString('latin1') === 'AMQP') pending = pending.subarray(8);
    while (pending.length >= 4 && pending.length >= pending.readUInt32BE(0)) {
      const size = pending.readUInt32BE(0);
      if (size > 8) frames.push(parseFrame(pending.subarray(0, size)));
      pending = pending.subarray(size);
      while (pending.subarray(0, 4).toString('latin1') === 'AMQP') pending = pending.subarray(8);
    }
    arrivals.emit('frames');
  });
  const frame = async (code: number, matches: (frame: WireFrame) => boolean = () => true): Promise<WireFrame> => {
    const end = AbortSignal.timeout(5000);
    for (;;) {
      const found = frames.find((candidate) => candidate.code === code && matches(candidate));
      if (found) return found;
      await once(arrivals, 'frames', { signal: end });
    }
  };
  return { frames, frame };
}

function parseFrame(frame: Buffer): WireFrame {
  const list = valueAt(frame, 8);
  const fields = [...itemsOf(frame, list)].map(({ start, value }) => frame.subarray(start, value.end));
  return { code: frame[10] ?? 0, fields, payload: frame.subarray(list.end) };
}
