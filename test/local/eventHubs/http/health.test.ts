import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { HttpService } from '../../../../local/eventHubs/http/serveHttp.ts';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { httpCall } from '../support/httpCall.ts';
import { frameBytes, performative } from '../support/rawClient.ts';
import { aLog, serveExplorer } from '../support/serveExplorer.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function start(): Promise<RunningEventHubs> {
  const hubs = await startEventHubs({ port: 0, httpPort: 0, hub: [{ name: 'tweets', partitionCount: 1 }] });
  open.push(hubs);
  return hubs;
}

async function serve(isHealthy: () => boolean): Promise<HttpService> {
  const http = await serveExplorer([aLog()], { isHealthy });
  open.push(http);
  return http;
}

// https://learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator#interact-with-the-emulator
describe('GET /health', () => {
  it('answers as the official emulator does when it is well', async () => {
    const { httpPort } = await start();
    const { status, headers, text } = await httpCall(httpPort, '/health');
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(text).toBe('{"status":"healthy","message":"Service is healthy."}');
  });

  it('answers as the official emulator does when it is not', async () => {
    const { port } = await serve(() => false);
    const { status, headers, text } = await httpCall(port, '/health');
    expect([status, headers['content-type']]).toEqual([503, 'application/json']);
    expect(text).toBe('{"status":"unhealthy","message":"Service not available. Please try after some time."}');
  });

  it('says so while the emulator stops', async () => {
    const { amqpPort, httpPort, close } = await start();
    // A client that never answers the emulator's close holds the stop up.
    const client = connect({ host: '127.0.0.1', port: amqpPort, allowHalfOpen: true });
    client.on('error', () => undefined);
    await once(client.resume(), 'connect');
    client.write(Buffer.from('AMQP\x00\x01\x00\x00', 'latin1'));
    client.write(frameBytes(0, performative.open, [encode.string('client')]));
    await once(client, 'data');
    const closed = close();
    expect((await httpCall(httpPort, '/health')).status).toBe(503);
    client.destroy();
    await closed;
    await expect(httpCall(httpPort, '/health')).rejects.toThrow();
  });

  it('has no body for HEAD, and the length that it would have', async () => {
    const { port } = await serve(() => true);
    const { status, headers, text } = await httpCall(port, '/health', { method: 'HEAD' });
    expect([status, headers['content-length'], text]).toEqual([200, '52', '']);
  });

  it('is answered on both loopback addresses where there are two', async () => {
    const { httpPort, addresses } = await start();
    for (const host of addresses) expect((await httpCall(httpPort, '/health', { host })).status).toBe(200);
  });
});

describe('without an httpPort', () => {
  it('nothing is served', async () => {
    const hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 1 }] });
    open.push(hubs);
    expect(hubs.httpPort).toBeUndefined();
  });
});
