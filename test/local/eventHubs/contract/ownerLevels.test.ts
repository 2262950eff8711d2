import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type HubsUnderTest, receive, startHubsUnderTest, stay, until } from '../support/hubsUnderTest.ts';

/** Owner levels are epochs on the wire: https://learn.microsoft.com/azure/event-hubs/event-hubs-event-processor-host#epoch */
describe('owner levels through the real SDK', () => {
  let under: HubsUnderTest;
  beforeEach(async () => {
    under = await startHubsUnderTest();
    await under.producer().sendBatch([{ body: 'first' }], { partitionId: '0' });
  });
  afterEach(() => under.close());

  /** A reader that has shown to be attached by receiving the event that waits. */
  const reader = async (ownerLevel?: number): Promise<ReturnType<typeof stay>> => {
    const stays = stay(under.consumer(), ownerLevel === undefined ? {} : { ownerLevel });
    await until(() => stays.events.length > 0);
    return stays;
  };
  const refused = async (ownerLevel?: number): Promise<{ code: unknown; message: string }> => {
    const error = await stay(under.consumer(), ownerLevel === undefined ? {} : { ownerLevel }).ended;
    return { code: 'code' in error ? error.code : undefined, message: error.message };
  };
  const ended = async (stays: ReturnType<typeof stay>): Promise<{ code: unknown; message: string }> => {
    const error = await stays.ended;
    return { code: 'code' in error ? error.code : undefined, message: error.message };
  };

  it.each([
    ['a higher one', 1, 2],
    ['the same', 1, 1],
  ])('an owner goes when another comes with %s (azure-sdk-for-java, issue 12483)', async (_, present, newcomer) => {
    const first = await reader(present);
    await reader(newcomer);
    const { code, message } = await ended(first);
    expect(code).toBe('ReceiverDisconnectedError');
    expect(message).toMatch(
      new RegExp(
        `^New receiver '[^']+' with higher epoch of '${newcomer}' is created hence current receiver '[^']+' with epoch '${present}' is getting disconnected. If you are recreating the receiver, make sure a higher epoch is used.`,
      ),
    );
  });

  it('plain readers go when an owner comes (measured, not documented)', async () => {
    const plain = [await reader(), await reader()];
    await reader(1);
    for (const stays of plain) {
      const { code, message } = await ended(stays);
      expect(code).toBe('ReceiverDisconnectedError');
      expect(message).toContain("with epoch '' is getting disconnected");
    }
  });

  it('a lower owner is refused (azure-sdk-for-java, issue 26583)', async () => {
    await reader(5);
    const { code, message } = await refused(4);
    expect(code).toBe('ReceiverDisconnectedError');
    expect(message).toMatch(
      /^Receiver '[^']+' with a higher epoch '5' already exists. Receiver '[^']+' with epoch 4 cannot be created. Make sure you are creating receiver with increasing epoch value/,
    );
  });

  it('a plain reader is refused while an owner is there (amqpnetlite, issue 162)', async () => {
    await reader(22);
    const { code, message } = await refused();
    expect(code).toBe('ReceiverDisconnectedError');
    expect(message).toMatch(
      /^At least one receiver for the endpoint is created with epoch of '22', and so non-epoch receiver is not allowed./,
    );
  });

  it('five plain readers share a partition, the sixth is refused (learn.microsoft.com, event-hubs-quotas)', async () => {
    const five = [await reader(), await reader(), await reader(), await reader(), await reader()];
    const { code, message } = await refused();
    expect(code).toBe('QuotaExceededError');
    expect(message).toMatch(
      /^Exceeded the maximum number of allowed receivers per partition in a consumer group which is 5. List of connected receivers - ([^,]+, ){4}[^,]+\./,
    );
    await under.producer().sendBatch([{ body: 'for all five' }], { partitionId: '0' });
    await until(() => five.every(({ events }) => events.length === 2));
  });

  it('counts readers by group and partition', async () => {
    await reader(1);
    const events = await receive(under.consumer({ group: 'store' }), { count: 1, from: { offset: '-1' } });
    expect(events).toHaveLength(1);
  });

  it('a reader that closed frees its place', async () => {
    const owner = await reader(7);
    await owner.close();
    const plain = await reader();
    expect(plain.events).toHaveLength(1);
  });

  it('a new owner reads on while the one it put out receives nothing more', async () => {
    const first = await reader(1);
    const second = await reader(2);
    await first.ended;
    await under.producer().sendBatch([{ body: 'second' }], { partitionId: '0' });
    await until(() => second.events.length === 2);
    expect(first.events).toHaveLength(1);
  });
});
