import { describe, expect, it } from '@jest/globals';
import type { HostProcess } from '../support/hostProcess.ts';
import { bytes, hex, jobHost, receivers, sent } from '../support/receivers.ts';

const { aHub, container, receiver, send, checkpoint, checkpointed } = receivers();

describe('batches', () => {
  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#scaling
  it('run one at a time in a partition, and side by side across partitions', async () => {
    const hub = aHub();
    await send(hub, bytes('a0', 'a1', 'a2', 'a3'), '0');
    await send(hub, bytes('b0', 'b1', 'b2', 'b3'), '1');
    const app = receiver({ hub, settings: { RUN_MS: '300', [`${jobHost}maxEventBatchSize`]: '2' } });
    await app.until('four runs', () => app.reports.length === 8);
    expect(app.begins.map(({ events }) => events)).toEqual(
      expect.arrayContaining([hex('a0', 'a1'), hex('a2', 'a3'), hex('b0', 'b1'), hex('b2', 'b3')]),
    );
    expect(runningAtOnce(app)).toBe(2);
    expect(runningAtOnce(app, '0')).toBe(1);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings: minEventBatchSize, maxWaitTime
  it('wait for minEventBatchSize, at most for maxWaitTime', async () => {
    const hub = aHub();
    const settings = { [`${jobHost}minEventBatchSize`]: '3', [`${jobHost}maxWaitTime`]: '00:00:02' };
    const app = receiver({ hub, settings });
    await app.ready();
    await app.until('it owns the partition', async () => {
      const blob = container().getBlobClient(`localhost/${hub}/group/ownership/0`);
      return blob.exists();
    });
    await send(hub, bytes('first'));
    await app.until('a run without wait, since there is no checkpoint', () => app.begins.length === 1);
    await checkpointed(app, hub, 0);
    const startedAt = performance.now();
    await send(hub, bytes('a'));
    await send(hub, bytes('b'));
    await app.until('a run after the wait', () => app.begins.length === 2);
    expect(performance.now() - startedAt).toBeGreaterThan(1_900);
    await send(hub, bytes('c', 'd', 'e'));
    await app.until('a full batch', () => app.begins.length === 3);
    expect(app.begins.map(({ events }) => events)).toEqual([hex('first'), hex('a', 'b'), hex('c', 'd', 'e')]);
  });

  // EventProcessor of azure-sdk-for-net: partitions are shared among the owners of a group, and passed on when one stops
  it('are shared by two hosts, and the one that is left takes all', async () => {
    const hub = aHub();
    const [first, second] = [receiver({ hub }), receiver({ hub })];
    const owners = async () => {
      const found: string[] = [];
      for await (const { metadata } of container().listBlobsFlat({
        prefix: `localhost/${hub}/group/ownership/`,
        includeMetadata: true,
      })) {
        found.push(metadata?.ownerid ?? '');
      }
      return found.filter((owner) => owner !== '');
    };
    await first.until('each owns one partition', async () => new Set(await owners()).size === 2);
    // A partition that has just changed hands may still be read by the host before for a moment.
    await first.until('each has had a batch of its own', async () => {
      await send(hub, bytes('p0'), '0');
      await send(hub, bytes('p1'), '1');
      return first.begins.length > 0 && second.begins.length > 0;
    });
    await first.stop();
    await second.until('it owns both', async () => (await owners()).length === 2 && new Set(await owners()).size === 1);
    await send(hub, bytes('q0'), '0');
    await send(hub, bytes('q1'), '1');
    await second.until('both', () =>
      ['q0', 'q1'].every((text) => JSON.stringify(sent(second)).includes(hex(text)[0]?.hex ?? '')),
    );
  });

  // EventProcessor of azure-sdk-for-net: an owner that finds another one in its place stops reading, and may come back
  it('of a partition that another owner has taken are left to it, until its ownership expires', async () => {
    const hub = aHub();
    const ownership = container().getBlockBlobClient(`localhost/${hub}/group/ownership/0`);
    const owner = async () => (await ownership.getProperties()).metadata?.ownerid;
    const app = receiver({ hub });
    await send(hub, bytes('mine'));
    await checkpointed(app, hub, 0);
    await ownership.setMetadata({ ownerid: 'another' });
    // Nothing must happen, so there is no event to wait for: looks around go by, then what was sent is not taken.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await send(hub, bytes('later'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([await owner(), app.begins.length]).toEqual(['another', 1]);
    await app.until('a run of its own again', () => app.begins.length === 2);
    expect([await owner(), sent(app)]).toEqual([(await checkpoint(hub))?.clientidentifier, hex('mine', 'later')]);
  });
});

/** How many runs there were at the same time at most, of all partitions or of one. */
function runningAtOnce(app: HostProcess, partition?: string): number {
  const ofPartition = new Map<unknown, boolean>();
  let running = 0;
  let most = 0;
  for (const { begin, end, triggerMetadata } of app.reports) {
    if (begin !== undefined)
      ofPartition.set(
        begin,
        partition === undefined || JSON.stringify(triggerMetadata).includes(`"partitionId":"${partition}"`),
      );
    if (!ofPartition.get(begin ?? end)) continue;
    running += begin === undefined ? -1 : 1;
    most = Math.max(most, running);
  }
  return most;
}
