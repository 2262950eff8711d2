import type { Socket } from 'node:net';
import { create_container } from 'rhea';
import { pathOf } from '../meaning/address.ts';
import type { Emulator } from './emulator.ts';
import { forgetRemovedLinks, tolerateEndedEndpoints } from './endedEndpoints.ts';
import { writeFullLength } from './fullLengthPerformatives.ts';
import { LinksOfConnection } from './linksOfConnection.ts';
import type { Peer } from './openedLink.ts';
import { openReceiver, openSender } from './openLink.ts';
import { maxMessageBytes } from './producerLink.ts';
import { receiveRaw } from './receiveRaw.ts';
import {
  isServerConnection,
  type ServerConnection,
  type ServerReceiver,
  type ServerSender,
  type ServerSession,
} from './rheaInternals.ts';
import { greet, saslMechanisms } from './saslMechanisms.ts';

/** The service's open and begin (measured, not documented). */
const maxFrameBytes = 65_536;
const channelMax = 4999;
const idleTimeoutMs = 120_000;
const incomingWindow = 5000;
const handleMax = 255;
/** Deliveries written or waiting per AMQP session; rhea's own default. */
const outgoingWindow = 2048;
/** A peer that says nothing at all is let go after this time. */
const handshakeTimeoutMs = 60_000;
/** How long a client may take to answer a close. */
const closingTimeoutMs = 500;

/** A client's connection, until its socket is gone. */
export interface AcceptedConnection {
  /** Tells the client, and cuts the socket when it does not answer. Safe to call twice. */
  close(): void;
}

/** Speaks AMQP on a socket. */
export function acceptConnection(socket: Socket, emulator: Emulator): AcceptedConnection {
  const containerId = `${emulator.newId()}_G6`;
  const connection = createConnection(containerId, socket);
  const links = new LinksOfConnection();
  const receivedSize = receiveRaw(connection, maxMessageBytes);
  writeFullLength(connection);
  tolerateEndedEndpoints(connection);
  refuseLargeFrames(connection, socket);
  serveLinks(connection, links, emulator, {
    get host() {
      return hostOf(connection);
    },
    entity: (address) => `sb://${hostOf(connection)}/${pathOf(address)}`.toLowerCase(),
    receivedSize,
    unsentBytes: () => socket.writableLength,
    answerDrain: (link) => {
      link.set_drained(true);
      connection._register();
    },
    neighbours: (link) => links.neighbours(link),
  });
  const close = (condition: string, description: string): void => {
    connection.close({ condition, description });
    setTimeout(() => socket.destroy(), closingTimeoutMs).unref();
  };
  connection.idle = () =>
    close(
      'amqp:connection:forced',
      `The connection was inactive for more than the allowed ${2 * idleTimeoutMs} milliseconds and is closed by container '${containerId}'.`,
    );
  const handshake = setTimeout(() => socket.destroy(), handshakeTimeoutMs);
  connection.on('connection_open', () => clearTimeout(handshake));
  socket.on('drain', () => links.wakeAll());
  socket.on('close', () => {
    clearTimeout(handshake);
    links.closeAll();
    connection.socket_ready = false;
    connection._disconnected();
  });
  connection.accept(socket);
  greet(connection);
  return {
    close: () =>
      close(
        'amqp:connection:forced',
        `The Event Hubs emulator is stopping; container '${containerId}' closes its connections.`,
      ),
  };
}

function createConnection(containerId: string, socket: Socket): ServerConnection {
  const container = create_container({ id: containerId });
  container.sasl_server_mechanisms = saslMechanisms();
  container.on('error', () => socket.destroy());
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
  socket.setNoDelay(true);
  if (!isServerConnection(connection)) {
    throw new Error('This release of rhea lacks parts of 3.0.5 that the emulator needs. Install rhea 3.0.5.');
  }
  return connection;
}

function hostOf(connection: ServerConnection): string {
  return (connection.hostname ?? 'localhost').toLowerCase();
}

/** rhea would wait for a frame of any size that a peer announces. */
function refuseLargeFrames(connection: ServerConnection, socket: Socket): void {
  const input = connection.input;
  connection.input = (chunk) => {
    input.call(connection, chunk);
    if ((connection.frame_size ?? 0) > maxFrameBytes) socket.destroy();
  };
}

function serveLinks(connection: ServerConnection, links: LinksOfConnection, emulator: Emulator, peer: Peer): void {
  const onFlow = connection.on_flow;
  connection.on_flow = (frame) => {
    onFlow.call(connection, frame);
    links.wakeAll();
  };
  connection.on('session_open', ({ session }: { session: ServerSession }) => {
    session.local.begin.handle_max = handleMax;
    forgetRemovedLinks(session);
  });
  connection.on('receiver_open', ({ receiver }: { receiver: ServerReceiver }) => {
    links.add(receiver, openReceiver(receiver, peer, emulator));
  });
  connection.on('sender_open', ({ sender }: { sender: ServerSender }) => {
    links.add(sender, openSender(sender, peer, emulator));
  });
  connection.on('receiver_close', ({ receiver }: { receiver: ServerReceiver }) => links.close(receiver));
  connection.on('sender_close', ({ sender }: { sender: ServerSender }) => links.close(sender));
  connection.on('session_close', ({ session }: { session: ServerSession }) => links.closeSession(session));
  connection.on('connection_close', () => links.closeAll());
  connection.on('disconnected', () => links.closeAll());
  // What nobody hears would end the process or be printed by rhea. The peer's own errors end what they are about,
  // and 'close' follows; broken frames end the socket.
  for (const event of ['receiver_error', 'sender_error', 'session_error', 'connection_error']) {
    connection.on(event, () => undefined);
  }
  connection.on('protocol_error', (error: unknown) =>
    emulator.log(`A client broke the AMQP protocol: ${String(error)}`),
  );
  connection.on('error', (error: unknown) => emulator.log(`A client's frames could not be read: ${String(error)}`));
}
