import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Receiver, type ReceiverOptions, types } from 'rhea';
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

const now = 1_767_225_600_000;
const address = 'tweets/ConsumerGroups/$Default/Partitions/0';
const filterName = 'apache.org:selector-filter:string';
const bare = (body: string): Buffer =>
  encode.section(0x75, Buffer.concat([Buffer.of(0xa0, body.length), Buffer.from(body)]));
const hexOfTime = `83${now.toString(16).padStart(16, '0')}`;

function starting(filter: string, options: ReceiverOptions = {}): ReceiverOptions {
  return { ...options, source: { address, filter: { [filterName]: types.wrap_described(filter, 0x468c00000004) } } };
}

describe('consumer links on the wire', () => {
  let hubs: RunningEventHubs;
  let client: RawClient;
  let sent = 0;
  beforeEach(async () => {
    hubs = await startEventHubs({ port: 0, clock: () => now, hub: [{ name: 'tweets', partitionCount: 2 }] });
    client = await openRawClient(hubs.amqpPort);
  });
  afterEach(async () => {
    await client.close();
    await hubs.close();
  });

  const send = async (...messages: readonly Buffer[]): Promise<void> => {
    const sender = await attachSender(client, 'tweets/Partitions/0', { name: `sender-${sent++}` });
    for (const message of messages) {
      const accepted = once(sender, 'accepted');
      sender.send(message, undefined, 0);
      await accepted;
    }
  };
  const transfers = async (count: number): Promise<readonly Buffer[]> => {
    const all = (): readonly Buffer[] =>
      client.frames.filter(({ code }) => code === performative.transfer).map(({ payload }) => payload);
    await client.frame(performative.transfer, () => all().length >= count);
    return all();
  };
  const answered = async (link: Receiver): Promise<readonly (string | undefined)[]> => {
    const { fields } = await client.frame(
      performative.attach,
      (frame) => frame.fields[0]?.subarray(2).toString() === link.name,
    );
    return fields.map((field) => field.toString('hex'));
  };

  it.each([address, `/${address}`, `amqps://localhost/${address}`, address.toLowerCase()])(
    'takes the address %s (a path: JS; a leading slash: .NET; a URI: Python)',
    async (written) => {
      await send(bare('x'));
      const receiver = await attachReceiver(client, written);
      receiver.add_credit(1);
      expect(await transfers(1)).toHaveLength(1);
    },
  );

  it('sends settled whatever was asked, and echoes rcv-settle-mode and the filter under 0x137000000A (measured, not documented)', async () => {
    const filter = "amqp.annotation.x-opt-offset > '-1'";
    const receiver = await attachReceiver(
      client,
      address,
      starting(filter, { snd_settle_mode: 0, rcv_settle_mode: 0 }),
    );
    const fields = await answered(receiver);
    expect(fields[3]).toBe('5001');
    expect(fields[4]).toBe('5000');
    expect(fields[5]).toContain(`0080000000137000000a${encode.string(filter).toString('hex')}`);
    expect(fields[10]).toBe('800000000000100000');
  });

  it('echoes the rcv-settle-mode that was asked, which go-amqp insists on (go-amqp, link.go)', async () => {
    const receiver = await attachReceiver(client, address, { rcv_settle_mode: 1 });
    expect((await answered(receiver))[4]).toBe('5001');
  });

  it('sends each event in a settled, batchable transfer of format 0 with an empty tag (measured, not documented)', async () => {
    await send(bare('x'));
    const receiver = await attachReceiver(client, address);
    receiver.add_credit(1);
    const { fields } = await client.frame(performative.transfer);
    expect(fields.map((field) => field.toString('hex')).slice(2, 5)).toEqual(['a000', '43', '41']);
    expect(fields[10]?.toString('hex')).toBe('41');
  });

  it("puts the service's annotations first, in its order and types, and adds no header (measured, not documented)", async () => {
    await send(bare('14 bytes long.'));
    const receiver = await attachReceiver(client, address);
    receiver.add_credit(1);
    const [payload] = await transfers(1);
    const annotations = encode.map([
      encode.symbol('x-opt-sequence-number-epoch'),
      Buffer.from('54ff', 'hex'),
      encode.symbol('x-opt-sequence-number'),
      Buffer.from('5500', 'hex'),
      encode.symbol('x-opt-offset'),
      Buffer.from('a10130', 'hex'),
      encode.symbol('x-opt-enqueued-time'),
      Buffer.from(hexOfTime, 'hex'),
    ]);
    const expected = Buffer.concat([Buffer.from('005372', 'hex'), annotations, bare('14 bytes long.')]);
    expect(payload?.toString('hex')).toBe(expected.toString('hex'));
  });

  it('counts offsets by bytes: bare bodies of 14 bytes lie 80 apart (measured, not documented)', async () => {
    await send(...Array.from({ length: 10 }, () => bare('14 bytes long.')));
    const receiver = await attachReceiver(client, address);
    const offsets: unknown[] = [];
    receiver.on('message', ({ message }) => offsets.push(message.message_annotations['x-opt-offset']));
    receiver.add_credit(10);
    await transfers(10);
    expect(offsets).toEqual(['0', '80', '160', '240', '320', '400', '480', '560', '640', '720']);
  });

  it('sends the end of the partition before each event to readers that ask (measured, not documented)', async () => {
    await send(bare('first'), bare('last'));
    const receiver = await attachReceiver(client, address, {
      desired_capabilities: 'com.microsoft:enable-receiver-runtime-metric',
    });
    receiver.add_credit(1);
    const [payload = Buffer.alloc(0)] = await transfers(1);
    const hexOf = (name: string): string => encode.symbol(name).toString('hex');
    const offset = Buffer.from('a1023732', 'hex').toString('hex');
    expect(payload.toString('hex')).toMatch(
      new RegExp(
        `^005371c1..08${hexOf('last_enqueued_sequence_number')}5501${hexOf('last_enqueued_offset')}${offset}${hexOf('last_enqueued_time_utc')}${hexOfTime}${hexOf('runtime_info_retrieval_time_utc')}${hexOfTime}005372`,
      ),
    );
  });

  it('never sends more than the credit given', async () => {
    await send(...Array.from({ length: 5 }, () => bare('x')));
    const receiver = await attachReceiver(client, address);
    let received = 0;
    receiver.on('message', () => {
      received += 1;
    });
    receiver.add_credit(2);
    await transfers(2);
    // A second reader gets all five; whatever the first was owed would have come before.
    const other = await attachReceiver(client, address, { name: 'other' });
    other.add_credit(5);
    await transfers(7);
    expect(received).toBe(2);
  });

  it('gives unused credit back when the reader drains (AMQP 1.0 part 2, section 2.6.7)', async () => {
    await send(bare('only'));
    const receiver = await attachReceiver(client, address);
    receiver.add_credit(10);
    await transfers(1);
    const drained = once(receiver, 'receiver_drained');
    receiver.drain_credit();
    await drained;
    receiver.drain = false;
    receiver.add_credit(1);
    await send(bare('next'));
    expect(await transfers(2)).toHaveLength(2);
  });

  it.each([
    'nonsense',
    "amqp.annotation.x-opt-offset > 'abc'",
    "amqp.annotation.x-opt-offset = '0'",
    "amqp.annotation.x-opt-else > '0'",
  ])(
    'refuses the filter %s at once (com.microsoft:argument-error, which clients do not retry; the text is ours)',
    async (filter) => {
      const receiver = await attachReceiver(client, address, starting(filter));
      const { condition, description } = await errorOf(receiver);
      expect(condition).toBe('com.microsoft:argument-error');
      expect(description).toContain(filter);
    },
  );

  it('level 0 is an owner too: it puts plain readers out (measured, not documented)', async () => {
    const plain = await attachReceiver(client, address, { name: 'plain' });
    await attachReceiver(client, address, {
      name: 'owner',
      properties: { 'com.microsoft:epoch': types.wrap_long(0) },
    });
    const { condition, description } = await errorOf(plain);
    expect(condition).toBe('amqp:link:stolen');
    expect(description).toMatch(
      /^New receiver 'nil' with higher epoch of '0' is created hence current receiver 'nil' with epoch '' is getting disconnected. If you are recreating the receiver, make sure a higher epoch is used. TrackingId:[0-9a-f-]{36}_G0, SystemTracker:[^,]+:eventhub:tweets\|\$Default, Timestamp:2026-01-01T00:00:00$/,
    );
  });

  it('sends an event as large as the limit, over many frames', async () => {
    const head = Buffer.from('005375b000000000', 'hex');
    head.writeUInt32BE(1_048_576 - head.length, 4);
    await send(Buffer.concat([head, Buffer.alloc(1_048_576 - head.length, 7)]));
    const receiver = await attachReceiver(client, address);
    const arrives = once(receiver, 'message');
    receiver.add_credit(1);
    const [{ message }] = await arrives;
    expect(message.body.content).toHaveLength(1_048_576 - head.length);
  });
});
