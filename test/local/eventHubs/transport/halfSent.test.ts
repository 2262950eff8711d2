import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { anEvent } from '../support/anEvent.ts';
import { type BareClient, bareClient, openBareClient, textOf } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';
import { frameBytes, performative } from '../support/rawClient.ts';
import { type OneHub, serveOneHub } from '../support/serveOneHub.ts';

const address = 'tweets/ConsumerGroups/$Default/Partitions/0';
const zero = Buffer.of(0x43);

/** A flow for a link: the window of the AMQP session, counted from `next`, and credit. */
function flow(handle: number, next: number, window: number, credit: number): Buffer {
  const session = [frames.uint(next), frames.uint(window), zero, frames.uint(5000)];
  return frameBytes(0, performative.flow, [...session, frames.uint(handle), zero, frames.uint(credit)]);
}

describe('a link that ends while its message waits for the window of its AMQP session', () => {
  let log: MemoryPartitionLog;
  let hub: OneHub;
  let client: BareClient;
  beforeEach(async () => {
    log = new MemoryPartitionLog(Date.now, 64 * 1024 * 1024);
    hub = await serveOneHub({ log });
    client = await openBareClient(hub.port);
  });
  afterEach(async () => {
    client.socket.destroy();
    await hub.close();
  });

  it('leaves nothing of it to the link that has its handle next', async () => {
    await log.append([anEvent('x'.repeat(400_000)), anEvent('second')]);
    client.socket.destroy();
    client = await openSmall(hub.port);
    client.write(frames.attachReceiver(0, 'first', address), flow(0, 0, 3, 10));
    await client.received(performative.transfer, 3);
    client.write(frames.detach(0));
    await client.received(performative.detach);
    const heard = textOf(client);
    client.write(frames.attachReceiver(0, 'next', address), flow(0, 3, 1000, 1));
    await client.received(performative.transfer, 3 + 7);
    client.write(frames.detach(0));
    await client.received(performative.detach, 2);
    expect(heard().match(/x/g)?.length).toBeGreaterThanOrEqual(400_000);
    expect(heard()).not.toContain('second');
  });

  it('does not hold up the others', async () => {
    await log.append([anEvent('event')]);
    client.write(
      frames.attachReceiver(0, 'answers', '$management'),
      frames.attachSender(1, 'requests', '$management'),
      frames.attachReceiver(2, 'reader', address),
    );
    await client.received(performative.flow);
    // No window: the answer is queued, and so is what comes after it.
    client.write(flow(0, 0, 0, 5), frames.request(1, 0, 'tweets'));
    await client.received(performative.disposition);
    client.write(frames.detach(0));
    await client.received(performative.detach);
    client.write(flow(2, 0, 100, 5));
    await client.received(performative.transfer);
    expect(hub.lines).toEqual([]);
  });
});

/** Opens with frames of 64 KiB at most. */
async function openSmall(port: number): Promise<BareClient> {
  const client = await bareClient(port);
  client.write(frames.saslHeader, frames.saslInit());
  await client.received(0x44);
  const open = frameBytes(0, performative.open, [encode.string('a'), encode.string('localhost'), frames.uint(65_536)]);
  client.write(frames.amqpHeader, open, frames.begin());
  await client.received(performative.begin);
  return client;
}
