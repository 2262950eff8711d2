import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Sender, types } from 'rhea';
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

const bare = (body: string): Buffer =>
  encode.section(0x75, Buffer.concat([Buffer.of(0xa0, body.length), Buffer.from(body)]));

describe('producer links on the wire', () => {
  let hubs: RunningEventHubs;
  let client: RawClient;
  beforeAll(async () => {
    hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 2 }] });
  });
  beforeEach(async () => {
    client = await openRawClient(hubs.amqpPort);
  });
  afterEach(() => client.close());
  afterAll(() => hubs.close());

  const outcome = async (sender: Sender): Promise<{ condition: string; description: string } | 'accepted'> => {
    const [context] = await Promise.race([once(sender, 'accepted'), once(sender, 'rejected')]);
    const error = context.delivery.remote_state?.error;
    return error ? { condition: error.condition, description: error.description } : 'accepted';
  };
  const last = (partition: string): number =>
    hubs.partitions().find((state) => state.partition === partition)?.lastSequenceNumber ?? -2;

  it.each([
    'tweets',
    '/tweets',
    'amqps://localhost/tweets',
    'sb://localhost:5672/tweets/',
    'TWEETS',
    'tweets/Partitions/1',
    '/tweets/partitions/1',
  ])('takes the address %s (a path: JS; a leading slash: .NET Uri.AbsolutePath; a URI: Python)', async (address) => {
    const sender = await attachSender(client, address);
    sender.send(bare('x'), undefined, 0);
    expect(await outcome(sender)).toBe('accepted');
  });

  it.each(['', 'absent', 'tweets/Partitions', 'tweets/Publishers/me', 'tweets/Partitions/0/more'])(
    'refuses the address "%s" by attach and detach (azure-sdk-for-js, core-amqp errors.ts)',
    async (address) => {
      const sender = await attachSender(client, address);
      const { condition, description } = await errorOf(sender);
      expect(condition).toBe('amqp:not-found');
      expect(description).toMatch(
        /^The messaging entity 'sb:\/\/.*' could not be found. To know more visit https:\/\/aka.ms\/sbResourceMgrExceptions. TrackingId:[0-9a-f-]{36}_G0, SystemTracker:.*, Timestamp:[0-9T:-]{19}$/,
      );
    },
  );

  it('answers attach as the service does: settles first, 1 MiB, credit 300, properties echoed in their types (measured, not documented)', async () => {
    await attachSender(client, 'tweets', {
      snd_settle_mode: 0,
      rcv_settle_mode: 1,
      source: 'client-1',
      properties: { 'com.microsoft:timeout': types.wrap_uint(60_000), 'com.microsoft:epoch': types.wrap_long(5) },
    });
    const { fields } = await client.frame(performative.attach);
    expect(fields[3]?.toString('hex')).toBe('5000');
    expect(fields[4]?.toString('hex')).toBe('5000');
    expect(fields[5]?.toString('latin1')).toContain('client-1');
    expect(fields[6]?.toString('latin1')).toContain('tweets');
    expect(fields[10]?.toString('hex')).toBe('800000000000100000');
    const properties = fields[13]?.toString('hex') ?? '';
    expect(properties).toContain(`${Buffer.from('com.microsoft:timeout').toString('hex')}700000ea60`);
    expect(properties).toContain(`${Buffer.from('com.microsoft:epoch').toString('hex')}5505`);
    expect(fields[13]?.toString('latin1')).toMatch(/com\.microsoft:tracking-id\xa1.[0-9a-f]{32}_G16/);
    const flow = await client.frame(
      performative.flow,
      (frame) => frame.fields[6] !== undefined && frame.fields[6][0] !== 0x40,
    );
    expect(flow.fields[6]?.toString('hex')).toBe('700000012c');
  });

  it.each([0, 1, 2] as const)(
    'echoes the asked snd-settle-mode %i, which go-amqp insists on (go-amqp, link.go)',
    async (mode) => {
      await attachSender(client, 'tweets', { snd_settle_mode: mode });
      expect((await client.frame(performative.attach)).fields[3]?.toString('hex')).toBe(`500${mode}`);
    },
  );

  it('settles and accepts, also where the client asked to settle second (measured, not documented)', async () => {
    const sender = await attachSender(client, 'tweets', { rcv_settle_mode: 1 });
    sender.send(bare('x'), undefined, 0);
    const { fields } = await client.frame(performative.disposition);
    expect(fields[0]?.toString('hex')).toBe('41');
    expect(fields[3]?.toString('hex')).toBe('41');
    expect(fields[4]?.toString('hex')).toContain('005324');
  });

  it('stores single events of format 0 byte for byte, with empty body, key and all (azure-sdk-for-net sends one event so)', async () => {
    const keyAndMine = [
      encode.symbol('x-opt-partition-key'),
      encode.string('alphabet'),
      encode.symbol('x-mine'),
      encode.int(7),
    ];
    const message = Buffer.concat([
      Buffer.from('00537045', 'hex'),
      encode.section(0x72, encode.map(keyAndMine)),
      encode.section(0x73, encode.list([encode.string('id')])),
      Buffer.from('00537745', 'hex'),
    ]);
    const sender = await attachSender(client, 'tweets');
    const before = last('0');
    sender.send(message, undefined, 0);
    expect(await outcome(sender)).toBe('accepted');
    // `alphabet` belongs to partition 0 of 2.
    expect(last('0')).toBe(before + 1);
    const reader = await attachReceiver(client, 'tweets/ConsumerGroups/$Default/Partitions/0', latestFrom(before));
    reader.add_credit(1);
    const { payload } = await client.frame(performative.transfer);
    expect(payload.subarray(0, 4).toString('hex')).toBe('00537045');
    expect(
      payload
        .toString('hex')
        .endsWith(`${encode.section(0x73, encode.list([encode.string('id')])).toString('hex')}00537745`),
    ).toBe(true);
    const annotations = payload.toString('latin1');
    const ours = encode.map(keyAndMine).subarray(3).toString('latin1');
    expect(annotations.indexOf(ours)).toBeGreaterThan(annotations.indexOf('x-opt-enqueued-time'));
  });

  it("refuses what is larger than 1 MiB, with the service's words and the true size (azure-event-hubs-python, issue 106)", async () => {
    const sender = await attachSender(client, 'tweets');
    const before = [last('0'), last('1')];
    sender.send(Buffer.alloc(1_100_000), undefined, 0);
    const refused = await outcome(sender);
    expect(refused).toMatchObject({ condition: 'amqp:link:message-size-exceeded' });
    expect(refused).toMatchObject({
      description: expect.stringMatching(
        /^The received message \(delivery-id:\d+, size:1100000 bytes\) exceeds the limit \(1048576 bytes\) currently allowed on the link\./,
      ),
    });
    sender.send(bare('next'), undefined, 0);
    expect(await outcome(sender)).toBe('accepted');
    expect(last('0') + last('1')).toBe((before[0] ?? 0) + (before[1] ?? 0) + 1);
  });

  it('takes exactly 1 MiB', async () => {
    const sender = await attachSender(client, 'tweets');
    const head = Buffer.from('005375b000000000', 'hex');
    head.writeUInt32BE(1_048_576 - head.length, 4);
    sender.send(Buffer.concat([head, Buffer.alloc(1_048_576 - head.length)]), undefined, 0);
    expect(await outcome(sender)).toBe('accepted');
  });

  it.each([
    ['bytes that are no AMQP', Buffer.from('hello')],
    ['a section cut short', Buffer.from('005375a0ff01', 'hex')],
    ['a batch of broken events', encode.section(0x75, Buffer.from('a003aabbcc', 'hex'))],
    ['descriptors without end', Buffer.alloc(100_000)],
  ])('rejects %s, storing nothing, and goes on (AMQP 1.0 part 2, section 2.8.14)', async (_, message) => {
    const sender = await attachSender(client, 'tweets');
    const before = hubs.partitions().map(({ lastSequenceNumber }) => lastSequenceNumber);
    sender.send(message, undefined, 0x80013700);
    expect(await outcome(sender)).toMatchObject({ condition: 'amqp:decode-error' });
    expect(hubs.partitions().map(({ lastSequenceNumber }) => lastSequenceNumber)).toEqual(before);
    sender.send(bare('next'), undefined, 0);
    expect(await outcome(sender)).toBe('accepted');
  });

  it('stores a batch whole or not at all', async () => {
    const sender = await attachSender(client, 'tweets/Partitions/1');
    const before = last('1');
    const event = (message: Buffer): Buffer =>
      encode.section(0x75, Buffer.concat([Buffer.of(0xa0, message.length), message]));
    sender.send(Buffer.concat([event(bare('good')), event(Buffer.from('bad'))]), undefined, 0x80013700);
    expect(await outcome(sender)).toMatchObject({ condition: 'amqp:decode-error' });
    expect(last('1')).toBe(before);
    sender.send(Buffer.concat([event(bare('good')), event(bare('better'))]), undefined, 0x80013700);
    expect(await outcome(sender)).toBe('accepted');
    expect(last('1')).toBe(before + 2);
  });

  it('ends a link that sends without credit, and takes from it no more than it granted (AMQP 1.0 part 2, section 2.6.7)', async () => {
    const written = jest.spyOn(console, 'error');
    const sender = await attachSender(client, 'tweets/Partitions/1');
    const other = await attachSender(client, 'tweets/Partitions/0');
    const before = last('1');
    // rhea's own count: it sends what it is told. All at once, before more can be granted.
    Object.assign(sender, { credit: 1500 });
    client.connection.socket.cork();
    for (let event = 0; event < 1500; event++) sender.send(bare('x'), undefined, 0);
    setImmediate(() => client.connection.socket.uncork());
    expect(await errorOf(sender)).toMatchObject({ condition: 'amqp:link:transfer-limit-exceeded' });
    expect(last('1') - before).toBeGreaterThanOrEqual(300);
    expect(last('1') - before).toBeLessThan(1500);
    other.send(bare('next'), undefined, 0);
    expect(await outcome(other)).toBe('accepted');
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  it("keeps the credit that it granted, whatever a sender's flow says", async () => {
    const written = jest.spyOn(console, 'error');
    const sender = await attachSender(client, 'tweets');
    const zero = Buffer.of(0x43);
    const many = Buffer.from('7000010000', 'hex');
    client.write(0, performative.flow, [zero, many, zero, many, zero, zero, many, zero, encode.boolean(true)]);
    sender.send(bare('x'), undefined, 0);
    expect(await outcome(sender)).toBe('accepted');
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  it('takes settled sends, which get no answer, one after the other', async () => {
    const sender = await attachSender(client, 'tweets/Partitions/1', { snd_settle_mode: 1 });
    const before = last('1');
    for (let event = 0; event < 500; event++) {
      if (!sender.sendable()) await once(sender, 'sendable');
      sender.send(bare('settled'), undefined, 0);
    }
    const after = await attachSender(client, 'tweets/Partitions/1', { name: 'after' });
    after.send(bare('last'), undefined, 0);
    expect(await outcome(after)).toBe('accepted');
    expect(last('1')).toBe(before + 501);
  });
});

function latestFrom(sequenceNumber: number): { source: { address: string; filter: object } } {
  return {
    source: {
      address: 'tweets/ConsumerGroups/$Default/Partitions/0',
      filter: {
        'apache.org:selector-filter:string': types.wrap_described(
          `amqp.annotation.x-opt-sequence-number > '${sequenceNumber}'`,
          0x468c00000004,
        ),
      },
    },
  };
}
