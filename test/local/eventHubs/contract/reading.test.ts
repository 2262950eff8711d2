import { type EventPosition, latestEventPosition } from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HubsUnderTest, receive, refusal, startHubsUnderTest, stay, until } from '../support/hubsUnderTest.ts';

/** Five events a second apart, so that every start position tells them apart. */
const firstTime = Date.UTC(2026, 0, 1);
const times = [0, 1, 2, 3, 4].map((second) => firstTime + second * 1000);

describe('reading through the real SDK', () => {
  let under: HubsUnderTest;
  let now = firstTime;
  let offsets: readonly string[] = [];

  beforeAll(async () => {
    under = await startHubsUnderTest({ clock: () => now });
    const producer = under.producer();
    for (const time of times) {
      now = time;
      await producer.sendBatch([{ body: time }], { partitionId: '0' });
    }
    const all = await receive(under.consumer(), { count: 5, from: { offset: '-1' } });
    offsets = all.map(({ offset }) => offset);
  });
  afterAll(() => under.close());

  const firstFrom = async (from: EventPosition): Promise<number | undefined> => {
    const [event] = await receive(under.consumer(), { count: 1, from });
    return event?.sequenceNumber;
  };

  describe('begins (azure-sdk-for-js, event-hubs/src/eventPosition.ts)', () => {
    it('at the oldest event, for offset -1', async () => {
      expect(await firstFrom({ offset: '-1' })).toBe(0);
    });
    it('at the oldest event, for sequence number -1, on which the service has failed at times (azure-sdk-for-js, issue 20982)', async () => {
      expect(await firstFrom({ sequenceNumber: -1 })).toBe(0);
    });
    it('after an offset', async () => {
      expect(await firstFrom({ offset: offsets[1] ?? '' })).toBe(2);
    });
    it('at an offset', async () => {
      expect(await firstFrom({ offset: offsets[1] ?? '', isInclusive: true })).toBe(1);
    });
    it('after an offset that lies within an event', async () => {
      expect(await firstFrom({ offset: String(Number(offsets[1]) + 1) })).toBe(2);
    });
    it('after a sequence number', async () => {
      expect(await firstFrom({ sequenceNumber: 2 })).toBe(3);
    });
    it('at a sequence number', async () => {
      expect(await firstFrom({ sequenceNumber: 2, isInclusive: true })).toBe(2);
    });
    it('after an enqueued time, to the millisecond', async () => {
      expect(await firstFrom({ enqueuedOn: times[3] ?? 0 })).toBe(4);
      expect(await firstFrom({ enqueuedOn: (times[3] ?? 0) - 1 })).toBe(3);
    });
    it('with the next event to come, for @latest and for times to come', async () => {
      const early = stay(under.consumer(), {}, '1');
      await under.producer().sendBatch([{ body: 'before' }], { partitionId: '1' });
      await until(() => early.events.length === 1);
      const late = stay(under.consumer(), { startPosition: latestEventPosition }, '1');
      const later = stay(under.consumer(), { startPosition: { enqueuedOn: firstTime + 3_600_000 } }, '1');
      // A reader that receives the probe below is attached; what it holds then, it was sent.
      const probe = async (): Promise<void> => under.producer().sendBatch([{ body: 'probe' }], { partitionId: '1' });
      while (late.events.length === 0 || later.events.length === 0) await probe();
      const bodies = [...late.events, ...later.events].map(({ body }) => body);
      expect(new Set(bodies)).toEqual(new Set(['probe']));
      await Promise.all([late.close(), later.close(), early.close()]);
    });
  });

  it('goes on where a reader stopped: after the last offset nothing waits, and the next event comes', async () => {
    const reader = stay(under.consumer(), { startPosition: { offset: offsets[4] ?? '' } });
    now = firstTime + 5000;
    await under.producer().sendBatch([{ body: 'sixth' }], { partitionId: '0' });
    await until(() => reader.events.length > 0);
    expect(reader.events.map(({ sequenceNumber }) => sequenceNumber)).toEqual([5]);
    await reader.close();
  });

  it('refuses a sequence number beyond the last (azure-sdk-for-java, issue 10215)', async () => {
    const { code, message } = await refusal(firstFrom({ sequenceNumber: 488 }));
    expect(code).toBe('ArgumentError');
    expect(message).toMatch(
      /^The supplied sequence number '488' is invalid. The last sequence number in the system is '[45]'/,
    );
  });

  it('refuses an offset beyond the last (azure-sdk-for-java, issue 10215)', async () => {
    const { code, message } = await refusal(firstFrom({ offset: '21474836480' }));
    expect(code).toBe('ArgumentError');
    expect(message).toMatch(/^The supplied offset '21474836480' is invalid. The last offset in the system is '\d+'/);
  });

  it('gives offsets as texts of growing numbers, never two the same (learn.microsoft.com, event-hubs-features: offset)', () => {
    const numbers = offsets.map(Number);
    expect(offsets[0]).toBe('0');
    expect(numbers.every((offset, index) => index === 0 || offset > (numbers[index - 1] ?? 0))).toBe(true);
  });

  it('stamps events with the time of their arrival (learn.microsoft.com, event-hubs-features: enqueued time)', async () => {
    const events = await receive(under.consumer(), { count: 5, from: { offset: '-1' } });
    expect(events.map(({ enqueuedTimeUtc }) => enqueuedTimeUtc.getTime())).toEqual(times);
  });

  it('gives each consumer group all events (learn.microsoft.com, event-hubs-features: consumer groups)', async () => {
    const [ours, theirs] = await Promise.all([
      receive(under.consumer({ group: 'store' }), { count: 5, from: { offset: '-1' } }),
      receive(under.consumer(), { count: 5, from: { offset: '-1' } }),
    ]);
    expect(ours.map(({ body }) => body)).toEqual(theirs.map(({ body }) => body));
  });

  it('knows groups by name without case (measured, not documented)', async () => {
    const events = await receive(under.consumer({ group: 'STORE' }), { count: 1, from: { offset: '-1' } });
    expect(events).toHaveLength(1);
  });

  it('keeps hubs apart', async () => {
    await under.producer('other').sendBatch([{ body: 'of the other hub' }], { partitionId: '0' });
    const [event] = await receive(under.consumer({ hub: 'other' }), { count: 1, from: { offset: '-1' } });
    expect(event?.body).toBe('of the other hub');
  });

  it('tells the end of the partition to readers that ask (azure-sdk-for-js, trackLastEnqueuedEventProperties)', async () => {
    const consumer = under.consumer();
    const last = under.hubs.partitions().find(({ hub, partition }) => hub === 'tweets' && partition === '0');
    const told = await new Promise((resolve, reject) => {
      const subscription = consumer.subscribe(
        '0',
        {
          processEvents: async (events, { lastEnqueuedEventProperties }) => {
            if (events.length > 0) subscription.close().then(() => resolve(lastEnqueuedEventProperties), reject);
          },
          processError: async (error) => reject(error),
        },
        { startPosition: { offset: '-1' }, trackLastEnqueuedEventProperties: true, maxWaitTimeInSeconds: 1 },
      );
    });
    expect(told).toEqual({
      sequenceNumber: last?.lastSequenceNumber,
      offset: expect.stringMatching(/^\d+$/),
      enqueuedOn: expect.any(Date),
      retrievedOn: new Date(now),
    });
  });

  it.each([
    ['a consumer group', { group: 'absent' }, /could not be found/, 'MessagingEntityNotFoundError'],
    ['a hub', { hub: 'absent' }, /could not be found/, 'MessagingEntityNotFoundError'],
  ])('refuses %s it does not have (azure-sdk-for-js, core-amqp errors.ts)', async (_, choice, text, expected) => {
    const { code, message } = await refusal(receive(under.consumer(choice), { count: 1, from: { offset: '-1' } }));
    expect(message).toMatch(text);
    expect(code).toBe(expected);
  });

  it("names the refused group by the reader's whole address, lower-cased (AzureMonitorAddonForSplunk, issue 8)", async () => {
    const { message } = await refusal(
      receive(under.consumer({ group: 'Absent' }), { count: 1, from: { offset: '-1' } }),
    );
    expect(message).toMatch(
      /entity 'sb:\/\/localhost(:\d+)?\/tweets\/consumergroups\/absent\/partitions\/0' could not be found/,
    );
  });

  it('refuses a partition it does not have (azure-sdk-for-python, issue 11708)', async () => {
    const { code, message } = await refusal(
      receive(under.consumer({ hub: 'other' }), { partition: '2', count: 1, from: { offset: '-1' } }),
    );
    expect(code).toBe('ArgumentOutOfRangeError');
    expect(message).toContain('It should be between 0 and 1.\nParameter name: PartitionId');
  });

  it('moves thousands of events in order, whatever credit the reader gives', async () => {
    const producer = under.producer('other');
    const count = 5000;
    const bodies = Array.from({ length: count }, (_, index) => ({ body: index }));
    for (let at = 0; at < count; at += 1000)
      await producer.sendBatch(bodies.slice(at, at + 1000), { partitionId: '1' });
    const events = await receive(
      under.consumer({ hub: 'other' }),
      { partition: '1', count, from: { offset: '-1' } },
      { maxBatchSize: 1000, prefetchCount: 3000 },
    );
    expect(events.map(({ body }) => body)).toEqual(bodies.map(({ body }) => body));
  });
});
