import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { parseEventHubConnectionString } from '@azure/event-hubs';
import { type Connection, create_container, type EventContext } from 'rhea';
import { sharedAccessToken } from './sharedAccessToken.ts';

const tokenSeconds = 3600;
const answerMs = 60_000;

export interface BareConnection {
  readonly connection: Connection;
  readonly socket: Socket;
  close(): void;
}

/** A connection of AMQP alone, allowed to send to and read from that hub. */
export async function openBareConnection(connectionString: string, hub: string): Promise<BareConnection> {
  const { hostname, port } = new URL(parseEventHubConnectionString(connectionString).endpoint);
  const options = { host: hostname, port: Number(port), username: 'bench', reconnect: false, tcp_no_delay: true };
  const connection = create_container().connect(options);
  connection.on('disconnected', () => undefined);
  await once(connection, 'connection_open', { signal: AbortSignal.timeout(answerMs) });
  const audience = `sb://${hostname}:${port}/${hub}`;
  const expiresAtSeconds = Math.floor(Date.now() / 1000) + tokenSeconds;
  await putToken(connection, audience, sharedAccessToken(connectionString, audience, expiresAtSeconds));
  return { connection, socket: connection.socket, close: () => connection.close() };
}

async function putToken(connection: Connection, audience: string, token: string): Promise<void> {
  const receiver = connection.open_receiver({ source: '$cbs' });
  const sender = connection.open_sender({ target: '$cbs' });
  const signal = AbortSignal.timeout(answerMs);
  const answered: Promise<EventContext[]> = once(receiver, 'message', { signal });
  await Promise.all([once(receiver, 'receiver_open', { signal }), once(sender, 'sendable', { signal })]);
  sender.send({
    message_id: randomUUID(),
    application_properties: { operation: 'put-token', type: 'servicebus.windows.net:sastoken', name: audience },
    body: token,
  });
  const [answer] = await answered;
  const { 'status-code': code } = answer?.message?.application_properties ?? {};
  if (code !== 202) throw new Error(`The hub refused the benchmark's token: status ${code}.`);
}
