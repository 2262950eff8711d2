import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../support/random.ts';
import { scaled } from '../../../support/scale.ts';
import { type BareClient, openBareClient } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';
import { httpCall } from '../support/httpCall.ts';
import { performative } from '../support/rawClient.ts';
import { type HubProcess, quiet, startHubProcess } from './startHubProcess.ts';

const atATime = 50;
const warmUp = 200;
const [receiver, sender] = [0, 1];

/** Every way in which a connection with its AMQP session and links may come to its end. */
const endings: Readonly<Record<string, (client: BareClient) => void>> = {
  close: ({ write }) => write(frames.close()),
  endAndClose: ({ write }) => write(frames.end(), frames.close()),
  detachEndAndClose: ({ write }) => write(frames.detach(receiver), frames.detach(sender), frames.end(), frames.close()),
  detachAndHalfClose: ({ write, socket }) => {
    write(frames.detach(sender));
    socket.end();
  },
  destroy: ({ socket }) => void socket.destroy(),
  halfClose: ({ socket }) => void socket.end(),
  reset: ({ socket }) => void socket.resetAndDestroy(),
  endWithinFrame: ({ write, socket }) => {
    write(frames.attachSender(2, 'half', 'tweets').subarray(0, 20));
    socket.end();
  },
  resetWithinDelivery: ({ write, socket }) => {
    write(frames.transfer(sender, 1, Buffer.alloc(100), true));
    socket.resetAndDestroy();
  },
  secondBegin: ({ write }) => write(frames.begin()),
};
const ways = Object.values(endings);

describe('10,000 connections that come and go, 50 at a time, ended in every way', () => {
  let hub: HubProcess;
  beforeAll(async () => {
    hub = await startHubProcess({ hub: [{ name: 'tweets', partitionCount: atATime }] });
  });
  afterAll(() => hub.close());

  it('leave no connection, link, reader, timer or memory behind', async () => {
    const random = seededRandom('rounds');
    const rounds = scaled(10_000);
    await inTurns(warmUp, (index) => round(hub.amqpPort, index, random.integer(ways.length)));
    const before = await quiet(hub);
    await inTurns(rounds, (index) => round(hub.amqpPort, index, random.integer(ways.length)));
    const after = await quiet(hub);
    expect(after).toMatchObject({ sockets: before.sockets, timers: before.timers });
    expect((await httpCall(hub.httpPort, '/api/overview')).text).not.toMatch(/"receivers":\s*\[\s*\{/);
    // A connection with its links weighs some 40 kB.
    expect(after.heapBytes - before.heapBytes).toBeLessThan(1_000_000 + 500 * rounds);
    expect(hub.output()).toBe('');
  }, 280_000);
});

/** Opens, sends one event, reads one, and ends. The reader is one of at most five: left behind, they would refuse it. */
async function round(port: number, index: number, ending: number): Promise<void> {
  const client = await openBareClient(port);
  const partition = index % atATime;
  client.write(
    frames.attachReceiver(receiver, `reader-${index}`, `tweets/ConsumerGroups/$Default/Partitions/${partition}`),
    frames.attachSender(sender, `sender-${index}`, `tweets/Partitions/${partition}`),
    frames.flow(receiver, 1),
  );
  await client.received(performative.flow);
  client.write(frames.transfer(sender, 0, Buffer.from('x')));
  await Promise.all([client.received(performative.disposition), client.received(performative.transfer)]);
  ways[ending]?.(client);
  await client.gone;
}

async function inTurns(count: number, run: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
