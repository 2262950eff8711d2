import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HubsUnderTest, refusal, startHubsUnderTest } from '../support/hubsUnderTest.ts';

const now = Date.UTC(2026, 0, 1, 12);

/** Fields: azure-sdk-for-js, event-hubs/src/managementClient.ts; their AMQP types are tested on the wire. */
describe('asking for properties through the real SDK', () => {
  let under: HubsUnderTest;
  beforeAll(async () => {
    under = await startHubsUnderTest({ clock: () => now });
  });
  afterAll(() => under.close());

  it('describes a hub (learn.microsoft.com, event-hubs-features)', async () => {
    expect(await under.consumer().getEventHubProperties()).toMatchObject({
      name: 'tweets',
      createdOn: new Date(now),
      partitionIds: ['0', '1', '2', '3'],
    });
  });

  it('answers in the name the hub was made with, asked in any case (measured, not documented)', async () => {
    expect((await under.producer('TWEETS').getEventHubProperties()).name).toBe('tweets');
  });

  it('describes an empty partition by -1 (measured, not documented)', async () => {
    expect(await under.consumer().getPartitionProperties('3')).toMatchObject({
      eventHubName: 'tweets',
      partitionId: '3',
      isEmpty: true,
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: -1,
      lastEnqueuedOffset: '-1',
    });
  });

  it('describes where a partition begins and ends', async () => {
    await under.producer().sendBatch([{ body: 1 }, { body: 2 }], { partitionId: '2' });
    expect(await under.consumer().getPartitionProperties('2')).toMatchObject({
      isEmpty: false,
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: 1,
      lastEnqueuedOffset: expect.stringMatching(/^[1-9]\d*$/),
      lastEnqueuedOnUtc: new Date(now),
    });
  });

  it('answers many questions at once, each with its own answer', async () => {
    const consumer = under.consumer();
    const all = await Promise.all(['0', '1', '2', '3', '0', '1'].map((id) => consumer.getPartitionProperties(id)));
    expect(all.map(({ partitionId }) => partitionId)).toEqual(['0', '1', '2', '3', '0', '1']);
  });

  it('refuses a partition the hub does not have (azure-sdk-for-python, issue 11708)', async () => {
    const { code, message } = await refusal(under.consumer().getPartitionProperties('9'));
    expect(code).toBe('ArgumentOutOfRangeError');
    expect(message).toContain('It should be between 0 and 3.\nParameter name: PartitionId');
  });

  it('refuses a hub it does not have', async () => {
    const { code, message } = await refusal(under.consumer({ hub: 'absent' }).getEventHubProperties());
    expect(code).toBe('MessagingEntityNotFoundError');
    expect(message).toContain('could not be found');
  });
});
