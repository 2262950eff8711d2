import type { Socket } from 'node:net';
import { create_container } from 'rhea';
import { isServerConnection, type ServerConnection } from './rheaInternals.ts';
import { type CheckPassword, saslMechanisms } from './saslMechanisms.ts';

/** The service's open and begin (measured, not documented). */
export const maxFrameBytes = 65_536;
const channelMax = 4999;
const incomingWindow = 5000;
/** Deliveries written or waiting per AMQP session; rhea's own default. */
const outgoingWindow = 2048;

export interface ConnectionParts {
  readonly socket: Socket;
  readonly containerId: string;
  /** What the client is told; rhea waits for twice as long. */
  readonly idleTimeoutMs: number;
  readonly check: CheckPassword;
}

/** rhea's side of a connection, not begun yet. */
export function createServerConnection(parts: ConnectionParts): ServerConnection {
  const { socket, containerId } = parts;
  const container = create_container({ id: containerId });
  container.sasl_server_mechanisms = saslMechanisms(parts.check);
  container.on('error', () => socket.destroy());
  // rhea sets TCP_NODELAY only on sockets that it opened or was told to; without, a batch takes 108 ms instead of 39.
  socket.setNoDelay(true);
  const connection = container.create_connection({
    port: 0,
    container_id: containerId,
    max_frame_size: maxFrameBytes,
    channel_max: channelMax,
    idle_time_out: parts.idleTimeoutMs,
    session_buffer_size: { incoming: incomingWindow, outgoing: outgoingWindow },
    receiver_options: { credit_window: 0, autoaccept: false },
    reconnect: false,
  });
  if (isServerConnection(connection)) return connection;
  throw new Error('This release of rhea lacks parts of 3.0.5 that the emulator needs. Install rhea 3.0.5.');
}
