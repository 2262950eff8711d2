import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { type BareClient, openBareClient } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';
import { frameBytes, performative } from '../support/rawClient.ts';
import { type OneHub, serveOneHub } from '../support/serveOneHub.ts';

const { none } = encode;
const zero = Buffer.of(0x43);
const [last, more] = [encode.boolean(false), encode.boolean(true)];

/** A transfer that says to abort; without a delivery id it goes on with the one that is underway. */
function abort(handle: number, hasMore: Buffer, deliveryId?: number): Buffer {
  const named = deliveryId === undefined ? [none, none] : [frames.uint(deliveryId), Buffer.of(0xa0, 1, deliveryId)];
  const fields = [
    frames.uint(handle),
    ...named,
    zero,
    encode.boolean(false),
    hasMore,
    none,
    none,
    none,
    encode.boolean(true),
  ];
  return frameBytes(0, performative.transfer, fields, Buffer.from('005375a00142', 'hex'));
}

/** AMQP 1.0 part 2, section 2.7.5: "aborted messages SHOULD be discarded", and `aborted` takes precedence over `more`. */
describe('an aborted delivery', () => {
  let log: MemoryPartitionLog;
  let hub: OneHub;
  let client: BareClient;
  let settled: string;
  beforeEach(async () => {
    log = new MemoryPartitionLog(Date.now, 1024 * 1024);
    hub = await serveOneHub({ log });
    client = await openBareClient(hub.port);
    settled = '';
    client.socket.on('data', (chunk: Buffer) => {
      settled += chunk.toString('hex');
    });
  });
  afterEach(async () => {
    client.socket.destroy();
    await hub.close();
  });
  const stored = async (): Promise<readonly string[]> =>
    (await log.read(0, { events: 10, bytes: 1000 })).map(({ sections }) => sections.rest.toString('latin1', 8));

  it.each([
    ['in the middle, with more to come', [frames.transfer(0, 0, Buffer.from('half'), true), abort(0, more)]],
    ['in the middle', [frames.transfer(0, 0, Buffer.from('half'), true), abort(0, last)]],
    ['with its first frame', [abort(0, more, 0)]],
  ])('%s is not stored, and is no part of the next', async (_, sent) => {
    client.write(frames.attachSender(0, 'sender', 'tweets'));
    await client.received(performative.flow);
    client.write(...sent, frames.transfer(0, 1, Buffer.from('good')), frames.transfer(0, 2, Buffer.from('last')));
    await client.received(performative.disposition);
    client.write(frames.transfer(0, 3, Buffer.from('end')));
    await client.received(performative.disposition, 2);
    expect(await stored()).toEqual(['good', 'last', 'end']);
    // `first` of the dispositions: it is settled by being aborted, and nothing more is said of it.
    expect(settled).not.toMatch(/005315d0.{16}4143/);
    expect(settled).toMatch(/005315d0.{16}415201/);
  });

  it('of a request is not answered', async () => {
    client.write(frames.attachSender(0, 'requests', '$management'), frames.attachReceiver(1, 'answers', '$management'));
    await client.received(performative.flow);
    client.write(frames.flow(1, 10), abort(0, more, 0), frames.request(0, 1, 'tweets'));
    await client.received(performative.transfer);
    client.write(frames.request(0, 2, 'tweets'));
    await client.received(performative.transfer, 2);
    expect(settled).not.toMatch(/005315d0.{16}4143/);
  });
});
