import type { Socket } from 'node:net';
import { create_container } from 'rhea';
import { Authorization } from '../meaning/authorization.ts';
import { signIn } from '../meaning/signIn.ts';
import { corkWrites } from './corkWrites.ts';
import { createPeer } from './createPeer.ts';
import type { Emulator } from './emulator.ts';
import { tolerateEndedEndpoints } from './endedEndpoints.ts';
import { writeFullLength } from './fullLengthPerformatives.ts';
import { holdToCredit } from './holdToCredit.ts';
import { LinksOfConnection } from './linksOfConnection.ts';
import { protocolHint } from './protocolHint.ts';
import { receiveRaw } from './receiveRaw.ts';
import { refuseMalformedFrames } from './refuseMalformedFrames.ts';
import { isServerConnection, type ServerConnection } from './rheaInternals.ts';
import { type CheckPassword, greet, saslMechanisms } from './saslMechanisms.ts';
import { serveLinks } from './serveLinks.ts';

/** The service's open and begin (measured, not documented). */
const maxFrameBytes = 65_536;
const channelMax = 4999;
const idleTimeoutMs = 120_000;
const incomingWindow = 5000;
/** Deliveries written or waiting per AMQP session; rhea's own default. */
const outgoingWindow = 2048;
/** A peer that does not open within this time is let go. */
const handshakeTimeoutMs = 60_000;
/** How long a client may take to answer a close. */
const closingTimeoutMs = 500;

const headerBytes = 8;

/** A client's connection, until its socket is gone. */
export interface AcceptedConnection {
  /** Tells the client, and cuts the socket when it does not answer. Safe to call twice. */
  close(): void;
}

/** Speaks AMQP on a socket. */
export function acceptConnection(socket: Socket, emulator: Emulator): AcceptedConnection {
  const containerId = `${emulator.newId()}_G6`;
  const authorization = new Authorization(emulator.clock);
  const check: CheckPassword = (name, key) => signIn(name, key, emulator.keys, authorization);
  const connection = createConnection(containerId, socket, check);
  const links = new LinksOfConnection(authorization, emulator.clock);
  const cut = (): void => {
    setTimeout(() => socket.destroy(), closingTimeoutMs).unref();
  };
  const close = (description: string): void => {
    connection.close({ condition: 'amqp:connection:forced', description });
    cut();
  };
  const receivedSize = receiveRaw(connection, emulator.maxMessageBytes);
  holdToCredit(connection);
  writeFullLength(connection);
  corkWrites(connection, socket);
  tolerateEndedEndpoints(connection);
  const begunWith = beginningOf(connection);
  refuseLargeFrames(connection, socket);
  serveLinks(connection, links, emulator, createPeer({ connection, socket, links, authorization, receivedSize }));
  releaseWithSocket(connection, socket, links);
  connection.idle = () => close(idleText(containerId));
  for (const event of ['protocol_error', 'error']) {
    connection.on(event, (error: unknown) => {
      const hint = protocolHint(begunWith());
      emulator.log(hint ?? `A client's frames could not be read; its connection is closed: ${String(error)}`);
      cut();
    });
  }
  connection.accept(socket);
  greet(connection);
  refuseMalformedFrames(connection, ({ code, message }) => {
    emulator.log(`A client's frames could not be read; its connection is closed: ${message}`);
    // A close must follow an open, even when the client's own could not be read (AMQP 1.0 part 2, section 2.4.3).
    connection.open();
    connection.close({ condition: code, description: message });
    cut();
  });
  return { close: () => close(`The Event Hubs emulator stops, and container '${containerId}' with it.`) };
}

function createConnection(containerId: string, socket: Socket, check: CheckPassword): ServerConnection {
  const container = create_container({ id: containerId });
  container.sasl_server_mechanisms = saslMechanisms(check);
  container.on('error', () => socket.destroy());
  // rhea sets TCP_NODELAY only on sockets that it opened or was told to; without, a batch takes 108 ms instead of 39.
  socket.setNoDelay(true);
  const connection = container.create_connection({
    port: 0,
    container_id: containerId,
    max_frame_size: maxFrameBytes,
    channel_max: channelMax,
    idle_time_out: idleTimeoutMs,
    session_buffer_size: { incoming: incomingWindow, outgoing: outgoingWindow },
    receiver_options: { credit_window: 0, autoaccept: false },
    reconnect: false,
  });
  if (isServerConnection(connection)) return connection;
  throw new Error('This release of rhea lacks parts of 3.0.5 that the emulator needs. Install rhea 3.0.5.');
}

/** The first bytes that came. */
function beginningOf(connection: ServerConnection): () => Buffer {
  let beginning: Buffer = Buffer.alloc(0);
  const input = connection.input;
  connection.input = (chunk) => {
    if (beginning.length < headerBytes) beginning = Buffer.concat([beginning, chunk]).subarray(0, headerBytes);
    input.call(connection, chunk);
  };
  return () => beginning;
}

/** rhea would wait for a frame of any size that a peer announces. */
function refuseLargeFrames(connection: ServerConnection, socket: Socket): void {
  const input = connection.input;
  connection.input = (chunk) => {
    input.call(connection, chunk);
    if ((connection.frame_size ?? 0) > maxFrameBytes) socket.destroy();
  };
}

/** However a socket ends, its readers leave their partitions and rhea's timers stop. */
function releaseWithSocket(connection: ServerConnection, socket: Socket, links: LinksOfConnection): void {
  const handshake = setTimeout(() => socket.destroy(), handshakeTimeoutMs);
  connection.on('connection_open', () => clearTimeout(handshake));
  socket.on('drain', () => links.wakeAll());
  socket.on('close', () => {
    clearTimeout(handshake);
    links.closeAll();
    connection.socket_ready = false;
    connection._disconnected();
  });
}

/** Source of the text: azure-sdk-for-python, issue 41220. rhea waits for twice the time-out that it announces. */
function idleText(containerId: string): string {
  return `The connection was inactive for more than the allowed ${2 * idleTimeoutMs} milliseconds and is closed by container '${containerId}'.`;
}
