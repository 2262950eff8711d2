import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HubsUnderTest, receive, refusal, startHubsUnderTest } from '../support/hubsUnderTest.ts';

const fromStart = { offset: '-1' };

describe('sending through the real SDK', () => {
  let under: HubsUnderTest;
  beforeAll(async () => {
    under = await startHubsUnderTest();
  });
  afterAll(() => under.close());

  const lastOf = (hub: string): readonly number[] =>
    under.hubs.partitions().flatMap((state) => (state.hub === hub ? [state.lastSequenceNumber] : []));

  it('numbers the events of a partition from 0, without gaps (learn.microsoft.com, event-hubs-features: sequence number; 0 is measured)', async () => {
    const producer = under.producer('other');
    await producer.sendBatch([{ body: 'a' }, { body: 'b' }], { partitionId: '1' });
    await producer.sendBatch([{ body: 'c' }], { partitionId: '1' });
    const events = await receive(under.consumer({ hub: 'other' }), { partition: '1', count: 3, from: fromStart });
    expect(events.map(({ sequenceNumber, body }) => [sequenceNumber, body])).toEqual([
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
    ]);
  });

  it('keeps a batch together and in order on one partition (learn.microsoft.com, event-hubs-features: publishing)', async () => {
    const producer = under.producer();
    const before = lastOf('tweets');
    await producer.sendBatch(Array.from({ length: 50 }, (_, index) => ({ body: index })));
    const grown = lastOf('tweets').map((last, index) => last - (before[index] ?? 0));
    expect(grown.filter((growth) => growth > 0)).toEqual([50]);
  });

  it('spreads batches without a key over the partitions in turn (learn.microsoft.com, event-hubs-features: round robin)', async () => {
    const producer = under.producer();
    const before = lastOf('tweets');
    for (let batch = 0; batch < 8; batch++) await producer.sendBatch([{ body: batch }]);
    expect(lastOf('tweets').map((last, index) => last - (before[index] ?? 0))).toEqual([2, 2, 2, 2]);
  });

  it.each([
    ['alphabet', '2'],
    ['TeStInG', '3'],
    ['1234567890', '2'],
    ['0', '1'],
    ['a', '0'],
  ])(
    "puts key %s on the partition that the service's hash gives (azure-sdk-for-js, partitionKeyToIdMapper.ts)",
    async (partitionKey, partition) => {
      const producer = under.producer();
      const before = lastOf('tweets')[Number(partition)] ?? 0;
      await producer.sendBatch([{ body: partitionKey }], { partitionKey });
      expect(lastOf('tweets')[Number(partition)]).toBe(before + 1);
      const [event] = await receive(under.consumer(), { partition, count: 1, from: { sequenceNumber: before } });
      expect(event?.partitionKey).toBe(partitionKey);
    },
  );

  it('gives back body, properties and system properties as they were sent (measured, not documented)', async () => {
    const sent = {
      body: Buffer.from([0, 255, 1, 254]),
      contentType: 'application/octet-stream',
      correlationId: 'c-1',
      messageId: 'm-1',
      properties: { source: 'test', count: 3, half: 0.5, yes: true },
    };
    const producer = under.producer('other');
    await producer.sendBatch([sent], { partitionId: '0' });
    const [event] = await receive(under.consumer({ hub: 'other' }), { partition: '0', count: 1, from: fromStart });
    expect(event).toMatchObject(sent);
  });

  it('takes 300 sends at once, the credit of a producer link, and more after them (measured, not documented)', async () => {
    const producer = under.producer();
    const before = lastOf('tweets')[3] ?? 0;
    await Promise.all(
      Array.from({ length: 400 }, (_, index) => producer.sendBatch([{ body: index }], { partitionId: '3' })),
    );
    expect(lastOf('tweets')[3]).toBe(before + 400);
  });

  it('tells clients to fill batches up to 1 MiB (learn.microsoft.com, event-hubs-quotas: publication size)', async () => {
    const batch = await under.producer().createBatch();
    expect(batch.maxSizeInBytes).toBe(1_048_576);
    expect(batch.tryAdd({ body: Buffer.alloc(1_048_576 - 200) })).toBe(true);
    await under.producer().sendBatch(batch);
  });

  it('refuses a hub it does not have (azure-sdk-for-js, core-amqp errors.ts: "The messaging entity … could not be found")', async () => {
    const { code, message } = await refusal(under.producer('absent').sendBatch([{ body: 1 }]));
    expect(code).toBe('MessagingEntityNotFoundError');
    expect(message).toMatch(/The messaging entity 'sb:\/\/localhost:\d+\/absent' could not be found/);
  });

  it("refuses a partition it does not have, in the service's words (azure-sdk-for-python, issue 11708)", async () => {
    const { code, message } = await refusal(under.producer().sendBatch([{ body: 1 }], { partitionId: '4' }));
    expect(code).toBe('ArgumentOutOfRangeError');
    expect(message).toContain(
      'The specified partition is invalid for an EventHub partition sender or receiver. It should be between 0 and 3.\nParameter name: PartitionId',
    );
  });
});
