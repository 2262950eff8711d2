import type { Socket } from 'node:net';
import { Authorization } from '../meaning/authorization.ts';
import { signIn } from '../meaning/signIn.ts';
import { boundIncomplete } from './boundIncomplete.ts';
import { boundUnstored } from './boundUnstored.ts';
import { corkWrites } from './corkWrites.ts';
import { createPeer } from './createPeer.ts';
import { createServerConnection } from './createServerConnection.ts';
import type { Emulator } from './emulator.ts';
import { endConnection } from './endConnection.ts';
import { tolerateEndedEndpoints } from './endedEndpoints.ts';
import { writeFullLength } from './fullLengthPerformatives.ts';
import { gatherPieces } from './gatherPieces.ts';
import { guardInput } from './guardInput.ts';
import { holdToCredit } from './holdToCredit.ts';
import { joinDeliveries } from './joinDeliveries.ts';
import { LinksOfConnection } from './linksOfConnection.ts';
import { readingPauses } from './readingPauses.ts';
import { receiveRaw } from './receiveRaw.ts';
import { refuseDisorder } from './refuseDisorder.ts';
import { refuseMalformedFrames } from './refuseMalformedFrames.ts';
import type { ServerConnection } from './rheaInternals.ts';
import { type CheckPassword, greet } from './saslMechanisms.ts';
import { serveLinks } from './serveLinks.ts';

/** A client's connection, until its socket is gone. */
export interface AcceptedConnection {
  /** Tells the client, and cuts the socket when it does not answer. Safe to call twice. */
  close(): void;
}

export interface ConnectionTimeouts {
  /** What the client is told in the open: it is let go after twice that time without a byte of it. */
  readonly idleMs: number;
  /** A client that does not open within this time is let go. */
  readonly handshakeMs: number;
}

/** The idle time-out is the service's (measured, not documented). */
const defaultTimeouts: ConnectionTimeouts = { idleMs: 120_000, handshakeMs: 60_000 };

/** Speaks AMQP on a socket, with TLS or without. */
export function acceptConnection(socket: Socket, emulator: Emulator, timeouts = defaultTimeouts): AcceptedConnection {
  const { clock, keys, log } = emulator;
  const containerId = `${emulator.newId()}_G6`;
  const authorization = new Authorization(clock);
  const check: CheckPassword = (name, key) => {
    const isRight = signIn(name, key, keys, authorization);
    // rhea would wait for another attempt, which SASL does not allow.
    if (!isRight) ending.cut();
    return isRight;
  };
  const connection = createServerConnection({ socket, containerId, idleTimeoutMs: timeouts.idleMs, check });
  const links = new LinksOfConnection(authorization, clock);
  const ending = endConnection(connection, socket, log);
  const pauses = readingPauses(socket);
  gatherPieces(connection);
  const receivedSize = receiveRaw(connection, emulator.maxMessageBytes);
  joinDeliveries(connection);
  boundUnstored(connection, pauses, receivedSize);
  boundIncomplete(connection, { receivedSize, maxMessageBytes: emulator.maxMessageBytes, refuse: ending.refuse });
  holdToCredit(connection);
  writeFullLength(connection);
  corkWrites(connection, socket);
  tolerateEndedEndpoints(connection);
  refuseDisorder(connection, ending.refuse);
  guardInput(connection, socket, { ending, pauses });
  serveLinks(connection, links, emulator, createPeer({ connection, socket, links, authorization, receivedSize }));
  releaseWithSocket({ connection, socket, links }, timeouts);
  const force = (description: string): void => ending.close({ condition: 'amqp:connection:forced', description });
  connection.idle = () => force(idleText(containerId, timeouts));
  connection.accept(socket);
  greet(connection);
  refuseMalformedFrames(connection, ({ code, message }) => ending.refuse({ condition: code, description: message }));
  return { close: () => force(`The Event Hubs emulator stops, and container '${containerId}' with it.`) };
}

interface Parts {
  readonly connection: ServerConnection;
  readonly socket: Socket;
  readonly links: LinksOfConnection;
}

/** However a socket ends, its readers leave their partitions and rhea's timers stop. */
function releaseWithSocket({ connection, socket, links }: Parts, { handshakeMs }: ConnectionTimeouts): void {
  const handshake = setTimeout(() => socket.destroy(), handshakeMs);
  connection.on('connection_open', () => clearTimeout(handshake));
  socket.on('drain', () => links.wakeAll());
  socket.on('close', () => {
    clearTimeout(handshake);
    links.closeAll();
    connection.socket_ready = false;
    connection._disconnected();
  });
}

/** Source of the text: azure-sdk-for-python, issue 41220. */
function idleText(containerId: string, { idleMs }: ConnectionTimeouts): string {
  return `The connection was inactive for more than the allowed ${2 * idleMs} milliseconds and is closed by container '${containerId}'.`;
}
