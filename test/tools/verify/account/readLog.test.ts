import { EventHubProducerClient } from '@azure/event-hubs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { readLog } from '../../../../tools/verify/account/readLog.ts';
import { until } from '../../../support/until.ts';

let hub: RunningEventHubs | undefined;
afterEach(async () => await hub?.close());

/** A hub with one partition, to which so many events of 20 kB were sent. */
async function aHubAfter(
  count: number,
  retention: { readonly retentionMib?: number; readonly retentionHours?: number },
) {
  hub = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 1 }], ...retention });
  const producer = new EventHubProducerClient(hub.connectionString, 'tweets');
  for (let sent = 0; sent < count; sent += 1) await producer.sendBatch([{ body: Buffer.alloc(20_000) }]);
  await producer.close();
  return hub;
}

async function readAll({ connectionString }: RunningEventHubs, silence: { readonly silenceMs?: number } = {}) {
  const gaps: (readonly [string, number, number])[] = [];
  const read: number[] = [];
  await readLog({
    ...silence,
    connectionString,
    hub: 'tweets',
    onEvents: (_, events) => read.push(...events.map(({ sequenceNumber }) => sequenceNumber)),
    onGap: (...gap) => gaps.push(gap),
    signal: AbortSignal.timeout(20_000),
  });
  return { gaps, read };
}

describe('reading the log of a hub', () => {
  it('tells what the hub has dropped, and goes on with what is left', async () => {
    // The last few of them stay.
    const { gaps, read } = await readAll(await aHubAfter(10, { retentionMib: 0.0625 }));
    const [first = -1] = read;
    expect(first).toBeGreaterThan(0);
    expect(read.at(-1)).toBe(9);
    expect(gaps).toEqual([['0', 0, first - 1]]);
  });

  it('tells what does not come, and ends: also where all is gone, and the client says that nothing comes', async () => {
    const emptied = await aHubAfter(2, { retentionHours: 0.000_01 });
    const isEmptied = () => emptied.partitions().every(({ beginSequenceNumber }) => beginSequenceNumber === 2);
    await until(isEmptied, { withinMs: 20_000, otherwise: () => JSON.stringify(emptied.partitions()) });
    expect(await readAll(emptied, { silenceMs: 1_500 })).toEqual({ gaps: [['0', 0, 1]], read: [] });
  });
});
