import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type EventHubsOptions, type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { until } from '../support/hubsUnderTest.ts';
import { openRawClient } from '../support/rawClient.ts';

const run = promisify(execFile);
const client = join(__dirname, 'sendAndReceive.mjs');
const policy = { name: 'RootManageSharedAccessKey', key: 'SAS_KEY_VALUE' };
const protocolHeader = Buffer.from('AMQP\x00\x01\x00\x00', 'latin1');

describe('the port with TLS', () => {
  let hubs: RunningEventHubs | undefined;
  let lines: string[] = [];
  const start = async (options: Partial<EventHubsOptions> = {}): Promise<RunningEventHubs> => {
    const heard: string[] = [];
    lines = heard;
    const log = (line: string): void => void heard.push(line);
    const hub = [{ name: 'tweets', partitionCount: 1 }];
    hubs = await startEventHubs({ port: 0, tlsPort: 0, hub, log, ...options });
    return hubs;
  };
  afterEach(async () => {
    await hubs?.close();
    hubs = undefined;
  });

  it('serves clients that trust its certificate: by connection string, and by credential', async () => {
    const folder = temporaryFolder();
    const { tlsConnectionString, certificateFile } = await start({ data: folder.path });
    const given = JSON.stringify({ connectionString: tlsConnectionString, keyName: policy.name, key: policy.key });
    const { stdout } = await run(process.execPath, [client, given], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificateFile },
      timeout: 20_000,
    });
    expect(JSON.parse(stdout)).toEqual(['event 0', 'event 1']);
    await hubs?.close();
    folder.remove();
  });

  it('listens on both loopback addresses at one port, with a certificate for each and for localhost', async () => {
    const { tlsPort = 0, addresses, certificate: ca = '' } = await start();
    for (const host of ['localhost', ...addresses]) {
      const socket = connectTls({ host, port: tlsPort, ca });
      await once(socket, 'secureConnect');
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
  });

  it('ends a client that speaks without TLS, and tells the log what is wrong', async () => {
    const { tlsPort = 0 } = await start();
    const socket = connect({ host: '127.0.0.1', port: tlsPort });
    socket.write(protocolHeader);
    await closed(socket);
    expect(lines).toEqual([expect.stringMatching(/it spoke without TLS/)]);
  });

  it('tells the log of a client that does not trust it', async () => {
    const { tlsPort = 0 } = await start();
    const socket = connectTls({ host: '127.0.0.1', port: tlsPort });
    const error = await new Promise((resolve) => socket.once('error', resolve));
    expect(error).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    await until(() => lines.length > 0);
    expect(lines).toEqual([expect.stringMatching(/trust/)]);
  });

  it('frees its port also from a client in the midst of the handshake', async () => {
    const { tlsPort = 0, close } = await start();
    const socket = connect({ host: '127.0.0.1', port: tlsPort });
    await once(socket, 'connect');
    const gone = closed(socket);
    await Promise.all([close(), gone]);
  });

  it('stops with its connections: the client is told, over TLS too', async () => {
    const { tlsPort = 0, certificate: ca } = await start();
    const raw = await openRawClient(tlsPort, { transport: 'tls', ca: [ca], servername: 'localhost' });
    const told = once(raw.connection, 'connection_close');
    await Promise.all([hubs?.close(), told]);
    expect(raw.connection.error).toMatchObject({ condition: 'amqp:connection:forced' });
    await raw.close();
  });
});

describe('the port without TLS', () => {
  it('ends a client that begins TLS, and tells the log of the usual mistake', async () => {
    const lines: string[] = [];
    const hub = [{ name: 'tweets', partitionCount: 1 }];
    const hubs = await startEventHubs({ port: 0, hub, log: (line) => lines.push(line) });
    const socket = connectTls({ host: '127.0.0.1', port: hubs.amqpPort });
    await closed(socket);
    expect(lines).toEqual([expect.stringMatching(/began TLS.*UseDevelopmentEmulator=true \(lower case\)/)]);
    await hubs.close();
  });
});

/** Resolves when the other side has ended the socket, well or not. */
async function closed(socket: Socket): Promise<void> {
  socket.on('error', () => undefined).resume();
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}
