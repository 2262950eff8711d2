import { EventHubProducerClient } from '@azure/event-hubs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { readLog } from '../../../../tools/verify/account/readLog.ts';

let hub: RunningEventHubs | undefined;
afterEach(async () => await hub?.close());

describe('reading the log of a hub', () => {
  it('tells what the hub has dropped, and goes on with what is left', async () => {
    // 64 KiB: it keeps the last few of these.
    hub = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 1 }], retentionMib: 0.0625 });
    const { connectionString } = hub;
    const producer = new EventHubProducerClient(connectionString, 'tweets');
    for (let sent = 0; sent < 10; sent += 1) await producer.sendBatch([{ body: Buffer.alloc(20_000) }]);
    await producer.close();
    const gaps: (readonly [string, number, number])[] = [];
    const read: number[] = [];
    await readLog({
      connectionString,
      hub: 'tweets',
      onEvents: (_, events) => read.push(...events.map(({ sequenceNumber }) => sequenceNumber)),
      onGap: (...gap) => gaps.push(gap),
      signal: AbortSignal.timeout(20_000),
    });
    const [first = -1] = read;
    expect(first).toBeGreaterThan(0);
    expect(read.at(-1)).toBe(9);
    expect(gaps).toEqual([['0', 0, first - 1]]);
  });
});
