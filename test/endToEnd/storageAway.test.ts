import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultyProxy } from '../support/faultyProxy.ts';
import { figuresOf } from '../support/figuresOf.ts';
import { isLong } from '../support/scale.ts';
import { until } from '../support/until.ts';
import { idOf, type PipelineBehindProxies, pipelineBehindProxies, publishOn } from './away/pipelineBehindProxies.ts';

const minutes = 60_000;
/** Three forms of being away, ten minutes in all. */
const eachFormMs = isLong ? 200_000 : 2_000;

describe('storage that is away', () => {
  let pipeline: PipelineBehindProxies;
  let proxies: readonly FaultyProxy[];

  beforeAll(async () => {
    pipeline = await pipelineBehindProxies();
    proxies = Object.values(pipeline.proxies);
  }, 2 * minutes);

  afterAll(() => pipeline?.close(), minutes);

  const idsOf = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => idOf(from + index)).toSorted();

  it(
    'loses nothing: the hub keeps the events, and the backlog drains by itself once storage is back',
    async () => {
      const { table, blob, host: own } = pipeline.proxies;
      table.outage = blob.outage = 'unavailable';
      await pipeline.publishBroken();
      await pipeline.publish(0, 200);
      let host = pipeline.startHost();
      await host.says(/Table tweets cannot be reached \(503\)/, minutes);
      // Otherwise nobody would be told of a batch that never succeeds.
      const attempt = figuresOf(/^.* attempt=\{.*$/m.exec(host.text)?.[0], 'attempt');
      expect(attempt).toMatchObject({ fn: 'storeTweets', firstSeq: 0, why: 'storage-unavailable' });
      expect(attempt.throttled).toBe(attempt.transactions);
      expect(Date.parse(String(attempt.oldestEnqueued))).toBeLessThanOrEqual(Date.now());
      // What stops in the middle of it is no loss either.
      table.outage = blob.outage = own.outage = 'reset';
      host.signal('SIGTERM', 'process');
      await host.exit;
      await pipeline.publish(200, 400);
      expect(await pipeline.ids()).toEqual([]);

      // It begins while its own storage is away as well, and goes on by itself.
      host = pipeline.startHost();
      await host.says(
        /The storage account of AzureWebJobsStorage .* does not answer: .*The host waits for it\./,
        minutes,
      );
      own.outage = undefined;
      await host.says(/Table tweets cannot be reached \((ECONNRESET|RestError|REQUEST_SEND_ERROR)\)/, minutes);
      table.outage = blob.outage = undefined;
      await until(async () => (await pipeline.ids()).length === 400 && (await pipeline.deadLetters()) === 4, {
        withinMs: minutes,
        otherwise: () => `not all is stored:\n${host.text}`,
      });
      expect(await pipeline.ids()).toEqual(idsOf(0, 400));
      expect(host.text).not.toContain('AccountKey');
      host.signal('SIGTERM', 'process');
      await host.exit;
    },
    5 * minutes,
  );

  it(
    'and the storage of the host with it, in each form: each event that came meanwhile is one row, by itself',
    async () => {
      const first = 400;
      const already = await pipeline.ids();
      const lettersAlready = await pipeline.deadLetters();
      const host = pipeline.startHost();
      const ending = new AbortController();
      const publishing = publishOn(pipeline, first, ending.signal);
      await until(async () => (await pipeline.ids()).length > already.length, {
        withinMs: minutes,
        otherwise: () => host.text,
      });

      await Promise.all(proxies.map((proxy) => proxy.shut()));
      await delay(eachFormMs);
      for (const proxy of proxies) proxy.outage = 'reset';
      await Promise.all(proxies.map((proxy) => proxy.open()));
      await delay(eachFormMs);
      for (const proxy of proxies) proxy.freeze();
      await delay(eachFormMs);
      const rowsBefore = (await pipeline.ids()).length - already.length;
      ending.abort();
      const end = await publishing;
      const sent = end - first;
      const backAt = Date.now();
      for (const proxy of proxies) proxy.outage = undefined;
      for (const proxy of proxies) proxy.thaw();

      await until(async () => (await pipeline.ids()).length >= already.length + sent, {
        withinMs: 5 * minutes,
        otherwise: () => `not all is stored:\n${host.text}`,
      });
      expect(await pipeline.ids()).toEqual([...already, ...idsOf(first, end)].toSorted());
      expect(await pipeline.deadLetters()).toBe(lettersAlready);
      expect(host.child.exitCode).toBeNull();
      const drained = `${sent - rowsBefore} of ${sent} events drained in ${Math.round((Date.now() - backAt) / 1_000)} s`;
      console.log(`After ${(3 * eachFormMs) / 1_000} s without storage, ${drained}.`);
    },
    20 * minutes,
  );
});
