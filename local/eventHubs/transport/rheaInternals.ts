import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { AmqpError, Connection, Delivery } from 'rhea';

/**
 * What the emulator uses of rhea 3.0.5 beyond its typings. A server cannot do without: the typings know neither raw
 * frames nor what a peer attached with. `isServerConnection` checks at run time that it is all there.
 */
export interface ServerConnection extends EventEmitter {
  readonly hostname?: string;
  /** What the peer takes; undefined before its open. */
  readonly max_frame_size?: number;
  readonly socket: Socket;
  readonly local: { readonly open: Performative & { readonly idle_time_out?: number } };
  readonly options: { readonly channel_max: number };
  readonly remote_channel_map: Readonly<Record<number, ServerSession>>;
  /** Size of the frame that is being received in pieces; undefined between frames. */
  readonly frame_size?: number;
  readonly amqp_transport: FrameReader;
  readonly sasl_transport?: {
    readonly transports?: Readonly<Record<number, { readonly transport?: FrameWriter & FrameReader }>>;
  };
  socket_ready: boolean;
  accept(socket: Socket): unknown;
  open(): void;
  close(error?: AmqpError): void;
  is_remote_open(): boolean;
  idle: () => void;
  input: (chunk: Buffer) => void;
  /** Clears rhea's timers and, unless the connection was closed before, says 'disconnected'. */
  _disconnected(): void;
  /** Has rhea write what is due, after the present tick. */
  _register(): void;
  /** Writes what is due. */
  _process: () => void;
  _write_frame: (channel: number, performative?: Performative, payload?: Buffer) => void;
  on_open: FrameHandler;
  on_begin: FrameHandler;
  on_attach: FrameHandler;
  on_end: FrameHandler;
  on_detach: FrameHandler;
  on_transfer: FrameHandler;
  on_disposition: FrameHandler;
  on_flow: FrameHandler;
}

export interface ServerSession {
  readonly connection: Pick<ServerConnection, 'socket' | 'socket_ready' | 'max_frame_size'>;
  readonly local: { readonly channel: number; readonly begin: { handle_max: number } };
  readonly remote: { readonly handles: Record<number, ServerLink> };
  /** By name. */
  readonly links: Record<string, ServerLink>;
  readonly state: { readonly local_open: boolean; readonly remote_open: boolean };
  readonly outgoing: OutgoingDeliveries;
  /** Deliveries from the peer. */
  readonly incoming: {
    /** The id that the next must have. */
    next_delivery_id: number;
    /** Those that are not settled, or not whole. */
    readonly deliveries: { get_tail(): IncomingDelivery | undefined };
  };
  close(error?: AmqpError): void;
  remove_link: (link: ServerLink) => void;
  /** Writes how much the peer may send, on that link too if there is one. */
  _write_flow: (link?: ServerLink) => void;
}

export interface IncomingDelivery {
  readonly settled: boolean;
  /** Set while more of it is to come. */
  readonly incomplete?: boolean | null;
  update: (settled: boolean, state: unknown) => void;
}

/** Deliveries to the peer, of all links of an AMQP session. */
export interface OutgoingDeliveries {
  /** Those that rhea keeps: waiting to be written, or not settled yet. Their ids follow each other. */
  readonly deliveries: {
    /** A ring: `head` is the first, `tail` the place for the next. */
    size: number;
    tail: number;
    readonly head: number;
    readonly capacity: number;
    push(delivery: OutgoingDelivery): void;
    by_id(id: number): OutgoingDelivery | undefined;
  };
  next_delivery_id: number;
  /** The first delivery that is not written yet; `next_delivery_id` when all are. */
  next_pending_delivery: number;
  next_transfer_id: number;
  window: number;
  /** Deliveries that rhea can still take. */
  available(): number;
  /** Transfers that the peer can still take; not a number before its first flow. */
  transfer_window(): number;
}

export interface OutgoingDelivery {
  id: number;
  readonly link: unknown;
  /** What is left to be written, cut to frames. */
  data: readonly Buffer[];
  /** How many of them are written. */
  readonly next_to_send: number;
  settled: boolean;
  remote_settled: boolean;
}

export interface ServerLink extends EventEmitter {
  name: string;
  readonly session: ServerSession;
  credit: number;
  /** Deliveries that came, or went, whole. */
  delivery_count: number;
  /** A delivery of which more is to come. */
  readonly _incomplete?: { readonly frames: Buffer[] } | undefined;
  /** Attaches that are still to be written. */
  readonly state: { readonly open_requests: number };
  readonly local: { readonly handle: number; readonly attach: LocalAttach };
  readonly remote: { readonly attach: RemoteAttach };
  is_open(): boolean;
  is_remote_open(): boolean;
  close(error?: AmqpError): void;
}

export interface ServerSender extends ServerLink {
  /** With format 0 the bytes travel as they are. */
  send(message: Buffer, tag: Buffer, format: 0): { readonly settled: boolean };
  sendable(): boolean;
  set_drained(drained: boolean): void;
}

export interface ServerReceiver extends ServerLink {
  add_credit(credit: number): void;
}

/** A list of fields, and the class that knows its descriptor. */
export interface Performative {
  readonly value: unknown[];
  readonly constructor: { readonly descriptor?: { readonly numeric: number } };
}

export interface Frame {
  readonly channel: number;
  readonly performative: Performative & {
    readonly max_frame_size?: number | null;
    idle_time_out?: number | null;
    readonly remote_channel?: number | null;
    readonly name?: string;
    readonly role?: boolean;
    handle?: number | undefined;
    delivery_id?: number | null;
    /** Of a disposition: the first and the last delivery id that it settles. */
    readonly first?: number;
    last?: number | null;
    more?: boolean;
    readonly aborted?: boolean;
  };
  payload?: Buffer | undefined;
}

export type FrameHandler = (frame: Frame) => void;

/** Reads the whole frames of a buffer, and says how many bytes those were. */
export interface FrameReader {
  /** Set once the protocol header has come, which is no frame. */
  readonly header_received?: unknown;
  read: (buffer: Buffer) => number;
}

interface FrameWriter {
  encode: (frame: { readonly performative?: Performative & { additional_data?: Buffer } }) => void;
}

/** The peer's attach. Termini and values are decoded as far as rhea does it. */
export interface RemoteAttach {
  readonly handle: number;
  readonly snd_settle_mode?: number | null;
  readonly rcv_settle_mode?: number | null;
  readonly source: Terminus | null;
  readonly target: Terminus | null;
  readonly desired_capabilities?: string | readonly string[] | null;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  /** The fields as they were encoded, in the order of the AMQP specification (part 2, section 2.7.3). */
  readonly value: readonly unknown[];
}

export interface Terminus {
  readonly address?: string | null;
  filter?: Readonly<Record<string, unknown>> | null;
  /** Missing where the peer left the terminus out. */
  described?(): unknown;
}

/** Our attach, open for changes until it is written, one tick after the peer's. */
export interface LocalAttach {
  /** True where we receive. */
  readonly role: boolean;
  snd_settle_mode: number | null | undefined;
  rcv_settle_mode: number | null | undefined;
  source: unknown;
  target: unknown;
  max_message_size: number | Buffer;
  properties: Readonly<Record<string, unknown>>;
}

/** What a message event on a receiver brings; always raw, see `receiveRaw`. */
export interface ReceivedMessage {
  readonly message: Buffer;
  readonly delivery: ReceivedDelivery;
}

export interface ReceivedDelivery extends Pick<Delivery, 'id' | 'format' | 'update'> {
  /** Whether the peer waits for no disposition. */
  remote_settled: boolean;
}

/** The key of what speaks SASL on a connection. */
export const saslProtocol = 3;

const needed = [
  'accept',
  'open',
  'close',
  'idle',
  'input',
  '_disconnected',
  'is_remote_open',
  '_register',
  '_process',
  '_write_frame',
  'on_open',
  'on_begin',
  'on_attach',
  'on_end',
  'on_detach',
  'on_transfer',
  'on_disposition',
  'on_flow',
];

/** True when this rhea has all that is used here; another release may not. */
export function isServerConnection(connection: Connection & unknown): connection is Connection & ServerConnection {
  return (
    needed.every((name) => typeof connection[name] === 'function') &&
    'amqp_transport' in connection &&
    'value' in connection.local.open
  );
}
