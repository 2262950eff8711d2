import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { types } from 'rhea';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import {
  attachReceiver,
  attachSender,
  errorOf,
  openRawClient,
  performative,
  type RawClient,
} from '../support/rawClient.ts';
import { openWire } from '../support/wire.ts';

const address = 'tweets/ConsumerGroups/$Default/Partitions/0';
const hubDefinitions = [{ name: 'tweets', partitionCount: 1 }];
const owner = (epoch: number): object => ({ properties: { 'com.microsoft:epoch': types.wrap_long(epoch) } });

describe('links, sessions and connections that end', () => {
  let hubs: RunningEventHubs;
  let clients: RawClient[];
  beforeEach(async () => {
    clients = [];
    hubs = await startEventHubs({ port: 0, hub: hubDefinitions });
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await hubs.close();
  });
  const open = async (): Promise<RawClient> => {
    const client = await openRawClient(hubs.amqpPort);
    clients.push(client);
    return client;
  };

  it.each<[string, (client: RawClient) => void]>([
    ['its link', (client) => client.write(0, performative.detach, [Buffer.from('5201', 'hex'), encode.boolean(true)])],
    ['its AMQP session', (client) => client.write(0, performative.end, [])],
    ['its connection', (client) => client.write(0, performative.close, [])],
    ['its socket, half', (client) => client.connection.socket.end()],
    ['its socket, by force', (client) => client.connection.socket.resetAndDestroy()],
  ])('an owner that ends %s frees its partition (a forgotten one would hold its epoch)', async (_, end) => {
    const first = await open();
    await sendOne(first);
    await attachReceiver(first, address, owner(9));
    end(first);
    const second = await open();
    // Until the end has arrived, the lower epoch is refused.
    for (let attempt = 0; !(await isServed(second, `try-${attempt}`)); attempt++) expect(attempt).toBeLessThan(100);
  });

  it('a disposition that names four billion deliveries holds nobody up', async () => {
    const client = await open();
    await attachSender(client, 'tweets');
    const everything = [Buffer.of(0x43), Buffer.from('70ee6b2800', 'hex'), encode.boolean(true)];
    for (const role of [true, false]) client.write(0, performative.disposition, [encode.boolean(role), ...everything]);
    await sendOne(client);
  }, 5_000);

  it('a second detach, and frames for a session that ended, do no harm (Python detaches after end)', async () => {
    const client = await open();
    const sender = await attachSender(client, 'tweets');
    const session = client.connection.create_session();
    session.open();
    const other = session.open_sender({ target: 'tweets', name: 'stays' });
    await once(other, 'sendable');
    const detach = [Buffer.of(0x43), encode.boolean(true)];
    client.write(0, performative.detach, detach);
    client.write(0, performative.detach, detach);
    await client.frame(performative.detach);
    client.write(0, performative.detach, detach);
    const flow = [
      encode.none,
      Buffer.of(0x43),
      Buffer.of(0x43),
      Buffer.of(0x43),
      Buffer.of(0x43),
      Buffer.of(0x43),
      Buffer.of(0x43),
    ];
    client.write(0, performative.flow, flow);
    client.write(0, performative.end, []);
    client.write(0, performative.detach, detach);
    client.write(0, performative.disposition, [encode.boolean(true), Buffer.of(0x43)]);
    client.write(0, performative.flow, flow);
    client.write(0, performative.end, []);
    await client.frame(performative.end);
    client.write(0, performative.detach, detach);
    client.write(0, performative.disposition, [encode.boolean(true), Buffer.of(0x43)]);
    client.write(0, performative.flow, flow);
    client.write(0, performative.transfer, [Buffer.of(0x43), Buffer.of(0x43), encode.none]);
    client.write(0, performative.end, []);
    other.send({ body: 'still here' });
    await once(other, 'accepted');
    expect(sender.name).not.toBe(other.name);
  });

  it('a transfer on a detached link ends its AMQP session, not the connection (AMQP 1.0 part 2, section 2.8.17)', async () => {
    const client = await open();
    await attachSender(client, 'tweets');
    client.write(0, performative.transfer, [Buffer.from('5209', 'hex'), Buffer.of(0x43), encode.none]);
    const { fields } = await client.frame(performative.end);
    expect(fields[0]?.toString('latin1')).toContain('amqp:session:unattached-handle');
    expect(client.connection.is_open()).toBe(true);
  });

  it('an error in a client’s detach, end or close is its own affair', async () => {
    const client = await open();
    const sender = await attachSender(client, 'tweets');
    sender.close({ condition: 'amqp:internal-error', description: 'client trouble' });
    await client.frame(performative.detach);
    client.connection.close({ condition: 'amqp:internal-error', description: 'client trouble' });
    await once(client.connection.socket, 'close');
    expect((await open()).connection.is_open()).toBe(true);
  });

  it('tells clients when it stops, and leaves no socket and no port', async () => {
    const client = await open();
    const receiver = await attachReceiver(client, address);
    const closed = once(client.connection, 'connection_close');
    const gone = once(client.connection.socket, 'close');
    await Promise.all([hubs.close(), hubs.close(), closed, gone]);
    expect(client.connection.error).toMatchObject({ condition: 'amqp:connection:forced' });
    expect(receiver.is_open()).toBe(false);
    const again = await startEventHubs({ port: hubs.amqpPort, hub: hubDefinitions });
    await again.close();
  });

  it('stops within a second though a client never answers, and leaves no timer', async () => {
    const stop = async (): Promise<number> => {
      const stubborn = await startEventHubs({ port: 0, hub: hubDefinitions });
      const client = await openRawClient(stubborn.amqpPort);
      await attachSender(client, 'tweets');
      const socket: Socket = client.connection.socket;
      socket.removeAllListeners('data');
      socket.pause();
      const begun = Date.now();
      await stubborn.close();
      expect(Date.now() - begun).toBeLessThan(1000);
      const gone = once(socket, 'close');
      socket.destroy();
      await gone;
      return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    };
    const first = await stop();
    await stop();
    expect(await stop()).toBeLessThanOrEqual(first);
  });

  it('does not grow over connections that come and go', async () => {
    const round = async (): Promise<void> => {
      const client = await openRawClient(hubs.amqpPort);
      const receiver = await attachReceiver(client, address, owner(1));
      receiver.add_credit(10);
      await attachSender(client, 'tweets');
      await client.close();
    };
    const usedAfter = (count: number): Promise<number> => usedBytesAfter(count, round);
    await usedAfter(40);
    const before = await usedAfter(40);
    const after = await usedAfter(120);
    // A connection with its links weighs some 40 kB, so that 120 forgotten ones would be 5 MB.
    expect(after - before).toBeLessThan(1_500_000);
  });

  it('does not grow over links that come and go on one AMQP session', async () => {
    const wire = await openWire(hubs.amqpPort);
    let count = 0;
    const round = async (): Promise<void> => {
      const handle = uint(count++ % 256);
      wire.attachProducer(`link-${count}`, handle, 'tweets');
      await wire.received(performative.attach, count);
      wire.write(performative.detach, [handle, encode.boolean(true)]);
      await wire.received(performative.detach, count);
    };
    await usedBytesAfter(200, round);
    const before = await usedBytesAfter(200, round);
    const after = await usedBytesAfter(1000, round);
    wire.close();
    // A link weighs some 3 kB.
    expect(after - before).toBeLessThan(1_000_000);
  });

  it('a reader refused at the door does not hold it', async () => {
    const client = await open();
    const present = await attachReceiver(client, address, { name: 'present', ...owner(5) });
    for (let attempt = 0; attempt < 10; attempt++) {
      const refused = await attachReceiver(client, address, { name: `refused-${attempt}` });
      expect((await errorOf(refused)).condition).toBe('amqp:link:stolen');
    }
    const gone = once(present, 'receiver_close');
    present.close();
    await gone;
    const sender = await attachSender(client, 'tweets');
    sender.send({ body: 'x' });
    await once(sender, 'accepted');
    const next = await attachReceiver(client, address, { name: 'next' });
    const arrives = once(next, 'message');
    next.add_credit(1);
    await arrives;
  });
});

/** One event, so that a reader that is served can be told from one that waits to be refused. */
async function sendOne(client: RawClient): Promise<void> {
  const sender = await attachSender(client, 'tweets', { name: 'one' });
  const accepted = once(sender, 'accepted');
  sender.send({ body: 'x' });
  await accepted;
}

/** Whether an owner of epoch 1 is let in. */
async function isServed(client: RawClient, name: string): Promise<boolean> {
  const receiver = client.connection.open_receiver({ source: address, name, credit_window: 0, ...owner(1) });
  const served = once(receiver, 'message').then(() => true);
  const refused = once(receiver, 'receiver_error').then(() => false);
  receiver.add_credit(1);
  return Promise.race([served, refused]);
}

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(5, 0x70);
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

/** Bytes of the heap in use after so many rounds, once all garbage is gone. */
async function usedBytesAfter(count: number, round: () => Promise<void>): Promise<number> {
  for (let index = 0; index < count; index++) await round();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
