import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sender, type SenderOptions, types } from 'rhea';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { attachSender, errorOf, openRawClient, performative, type RawClient } from '../support/rawClient.ts';

const capability = 'com.microsoft:idempotent-producer';
const names = {
  id: 'com.microsoft:producer-id',
  epoch: 'com.microsoft:producer-epoch',
  sequenceNumber: 'com.microsoft:producer-sequence-number',
};
const address = 'tweets/Partitions/0';
const hex = (text: string): string => Buffer.from(text).toString('hex');

interface Stamp {
  readonly id: number;
  readonly epoch: number;
  readonly sequenceNumber: number;
}

/** An event as the JS client stamps it: a short, a long and an int (azure-sdk-for-js, event-hubs/src/eventData.ts). */
function stamped({ id, epoch, sequenceNumber }: Stamp): Buffer {
  const short = Buffer.of(0x61, epoch >> 8, epoch & 0xff);
  const annotations = [
    encode.symbol(names.epoch),
    short,
    encode.symbol(names.id),
    encode.long(id),
    encode.symbol(names.sequenceNumber),
    encode.int(sequenceNumber),
  ];
  const body = encode.section(0x75, Buffer.concat([Buffer.of(0xa0, 1), Buffer.from('x')]));
  return Buffer.concat([encode.section(0x72, encode.map(annotations)), body]);
}

const batch = (stamps: readonly Stamp[]): Buffer =>
  Buffer.concat(
    stamps.map(stamped).map((event) => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(event.length);
      return encode.section(0x75, Buffer.concat([Buffer.of(0xb0), size, event]));
    }),
  );

describe('idempotent producers on the wire', () => {
  let hubs: RunningEventHubs;
  let client: RawClient;
  let folder: ReturnType<typeof temporaryFolder>;
  let links = 0;
  const start = async (): Promise<void> => {
    hubs = await startEventHubs({ port: 0, data: folder.path, hub: [{ name: 'tweets', partitionCount: 2 }] });
    client = await openRawClient(hubs.amqpPort);
  };
  const stop = async (): Promise<void> => {
    await client.close();
    await hubs.close();
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    await start();
  });
  afterEach(async () => {
    await stop();
    folder.remove();
  });

  const open = (properties: SenderOptions['properties'] = {}, target = address): Promise<Sender> =>
    attachSender(client, target, {
      name: `link-${links++}`,
      desired_capabilities: ['com.microsoft:georeplication', capability],
      properties,
    });
  const asked = ({ id, epoch, sequenceNumber }: Partial<Stamp>): SenderOptions['properties'] => ({
    [names.id]: id === undefined ? null : types.wrap_long(id),
    [names.epoch]: epoch === undefined ? null : types.wrap_short(epoch),
    [names.sequenceNumber]: sequenceNumber === undefined ? null : types.wrap_int(sequenceNumber),
  });
  const idOf = (sender: Sender): number => Number(sender.properties?.[names.id]);
  const send = async (sender: Sender, ...stamps: readonly Stamp[]): Promise<string> => {
    sender.send(batch(stamps), undefined, 0x80013700);
    const [{ delivery }] = await Promise.race([once(sender, 'accepted'), once(sender, 'rejected')]);
    return delivery.remote_state?.error?.condition ?? 'accepted';
  };
  const last = (): number | undefined =>
    hubs.partitions().find(({ partition }) => partition === '0')?.lastSequenceNumber;

  it('are told a long, a short and an int (azure-sdk-for-net and azure-uamqp-python read these types)', async () => {
    const sender = await open();
    const { fields } = await client.frame(performative.attach);
    const properties = fields[13]?.toString('hex') ?? '';
    expect(properties).toMatch(new RegExp(`${hex(names.id)}81[0-9a-f]{16}`));
    expect(properties).toContain(`${hex(names.epoch)}610000`);
    expect(properties).toMatch(new RegExp(`${hex(names.sequenceNumber)}(5400|7100000000)`));
    expect(properties).toContain(hex('com.microsoft:tracking-id'));
    expect(idOf(sender)).toBeGreaterThan(0);
  });

  it('are given what they left open, by null too (azure-sdk-for-js, eventHubSender.ts)', async () => {
    const sender = await open(asked({ epoch: 3 }));
    expect(sender.properties).toMatchObject({ [names.epoch]: 3, [names.sequenceNumber]: 0 });
    expect(idOf(sender)).toBeGreaterThan(0);
  });

  it('are stored once, however often they send a batch, or an event without one', async () => {
    const sender = await open();
    const id = idOf(sender);
    const row = [1, 2, 3].map((sequenceNumber) => ({ id, epoch: 0, sequenceNumber }));
    for (let time = 0; time < 3; time++) expect(await send(sender, ...row)).toBe('accepted');
    expect(last()).toBe(2);
    // .NET sends one event without a batch around it.
    for (let time = 0; time < 2; time++) {
      sender.send(stamped({ id, epoch: 0, sequenceNumber: 4 }), undefined, 0);
      await once(sender, 'accepted');
    }
    expect(last()).toBe(3);
  });

  it('are stored once when they send again before the first is settled', async () => {
    const sender = await open();
    const row = [{ id: idOf(sender), epoch: 0, sequenceNumber: 1 }];
    const settled = new Promise<void>((resolve) => {
      let count = 0;
      sender.on('accepted', () => {
        count += 1;
        if (count === 2) resolve();
      });
    });
    sender.send(batch(row), undefined, 0x80013700);
    sender.send(batch(row), undefined, 0x80013700);
    await settled;
    expect(last()).toBe(0);
  });

  it('are known again after the emulator was stopped and started: nothing is stored twice, no number given twice', async () => {
    const sender = await open();
    const id = idOf(sender);
    const row = [1, 2].map((sequenceNumber) => ({ id, epoch: 0, sequenceNumber }));
    await send(sender, ...row);
    const silent = idOf(await open());
    await stop();
    await start();
    const again = await open(asked({ id, epoch: 0, sequenceNumber: 0 }));
    expect(await send(again, ...row)).toBe('accepted');
    expect(last()).toBe(1);
    expect(await send(again, { id, epoch: 0, sequenceNumber: 4 })).toBe('com.microsoft:out-of-order-sequence');
    expect(await send(again, { id, epoch: 0, sequenceNumber: 3 })).toBe('accepted');
    // An id that was given, but never used, is known too.
    expect((await open(asked({ id: silent, epoch: 0, sequenceNumber: 0 }))).is_open()).toBe(true);
  });

  it('stay out after a restart when another had come with a higher epoch, even if that had sent nothing', async () => {
    const first = await open();
    const id = idOf(first);
    await send(first, { id, epoch: 0, sequenceNumber: 1 });
    await open(asked({ id, epoch: 1 }));
    await stop();
    await start();
    const stale = await open(asked({ id, epoch: 0, sequenceNumber: 1 }));
    expect(await send(stale, { id, epoch: 0, sequenceNumber: 2 })).toBe('com.microsoft:producer-epoch-stolen');
    const present = await open(asked({ id, epoch: 1, sequenceNumber: 0 }));
    expect(await send(present, { id, epoch: 1, sequenceNumber: 1 })).toBe('accepted');
    expect(last()).toBe(1);
  });

  it('keep their link when a batch of theirs is refused, and go on', async () => {
    const sender = await open();
    const id = idOf(sender);
    expect(await send(sender, { id, epoch: 0, sequenceNumber: 9 })).toBe('com.microsoft:out-of-order-sequence');
    expect(await send(sender, { id: 5, epoch: 0, sequenceNumber: 1 })).toBe('com.microsoft:argument-out-of-range');
    expect(await send(sender, { id, epoch: 0, sequenceNumber: 1 })).toBe('accepted');
    expect(last()).toBe(0);
  });

  it('count in each partition alone', async () => {
    const sender = await open();
    const id = idOf(sender);
    await send(sender, { id, epoch: 0, sequenceNumber: 1 });
    const elsewhere = await open(asked({ id, epoch: 0, sequenceNumber: 1 }), 'tweets/Partitions/1');
    expect(await errorOf(elsewhere)).toMatchObject({ condition: 'amqp:not-allowed' });
  });

  it.each<[string, Partial<Stamp>, string]>([
    ['a negative epoch', { epoch: -1 }, 'com.microsoft:argument-out-of-range'],
    ['a negative id', { id: -1, epoch: 0, sequenceNumber: 0 }, 'com.microsoft:argument-out-of-range'],
    ['a negative number', { sequenceNumber: -1 }, 'com.microsoft:argument-out-of-range'],
    ['an id that was never given', { id: 100, epoch: 100, sequenceNumber: 100 }, 'amqp:not-allowed'],
  ])('are refused with %s', async (_, numbers, condition) => {
    expect(await errorOf(await open(asked(numbers)))).toMatchObject({ condition });
  });

  it.each([
    ['a long beyond the exact numbers', types.wrap_long(Buffer.from('7fffffffffffffff', 'hex'))],
    ['a fraction', types.wrap_double(0.5)],
    ['a text', types.wrap_string('7')],
  ])('are refused with %s for an id, and nobody is disturbed', async (_, id) => {
    expect(await errorOf(await open({ [names.id]: id }))).toMatchObject({
      condition: 'com.microsoft:argument-out-of-range',
    });
    expect((await open()).is_open()).toBe(true);
  });

  it('are refused without a partition: they publish to one', async () => {
    expect(await errorOf(await open({}, 'tweets'))).toMatchObject({ condition: 'amqp:not-allowed' });
  });

  it('are only those who ask for it: what others stamp is stored as it comes', async () => {
    const sender = await attachSender(client, address);
    for (let time = 0; time < 2; time++) {
      expect(await send(sender, { id: 5, epoch: 0, sequenceNumber: 1 })).toBe('accepted');
    }
    expect(last()).toBe(1);
    expect(sender.properties?.[names.id]).toBeUndefined();
  });
});
