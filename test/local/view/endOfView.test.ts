import { once } from 'node:events';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { ViewError, type ViewOptions } from '../../../local/view/index.ts';
import { viewedHub } from './viewedHub.ts';

const { hubs, send, view } = viewedHub();

describe('a view that cannot go on', () => {
  it.each<[string, Partial<ViewOptions>, ViewError['code'], RegExp]>([
    [
      'there is no such hub',
      { eventHubName: 'posts' },
      'hub-not-found',
      /^There is no hub "posts" in localhost:\d+\. Set EVENT_HUB_NAME/,
    ],
    [
      'there is no such partition',
      { partition: '9' },
      'partition-not-found',
      /^Hub "tweets" has no partition 9\. It has 0, 1\.$/,
    ],
    ['nothing is set', { connectionString: undefined }, 'bad-settings', /^No Event Hubs namespace is set\./],
    [
      'the connection string is none',
      { connectionString: 'nonsense' },
      'bad-settings',
      /^EventHubConnection cannot be used:/,
    ],
  ])('does not start when %s', async (_, options, code, message) => {
    const failure = await view(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ViewError);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('tells of each attempt to reach a namespace that is not there, and gives up', async () => {
    const { connectionString } = hubs();
    await hubs().close();
    const told: string[] = [];
    const failure = view({ connectionString, onError: (message) => told.push(message) });
    await expect(failure).rejects.toMatchObject({
      code: 'hub-unreachable',
      message: expect.stringMatching(/ECONNREFUSED/),
    });
    expect(told).toEqual([
      expect.stringMatching(/^Cannot reach Event Hubs at localhost:\d+: .*ECONNREFUSED.* Trying again\.$/),
    ]);
  });

  it('gives up its start on a signal, also between two attempts', async () => {
    const { connectionString } = hubs();
    await hubs().close();
    const giving = new AbortController();
    const starting = view({
      connectionString,
      retryDelayMs: 60_000,
      signal: giving.signal,
      onError: () => giving.abort(),
    });
    await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends when there is no such consumer group', async () => {
    const { done } = await view({ consumerGroup: 'nobody' });
    await expect(done).rejects.toMatchObject({
      code: 'group-not-found',
      message: expect.stringMatching(/"nobody".*--group/),
    });
  });

  it('ends when the start lies behind the end of the partition', async () => {
    const { done } = await view({ from: { sequenceNumber: 500 }, partition: '0' });
    await expect(done).rejects.toMatchObject({ code: 'position-not-found' });
  });

  it('ends as a whole when one of its partitions cannot be read', async () => {
    await send('0', 'a', 'b', 'c');
    const { done } = await view({ from: { sequenceNumber: 2 } });
    await expect(done).rejects.toMatchObject({
      message: expect.stringMatching(/^Partition 1 cannot be read from there: .* --from earliest\.$/),
    });
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    await send('0', 'a');
    await expect((await view({ output })).done).resolves.toBeUndefined();
  });

  it('ends with the failure when its output fails otherwise', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    });
    await send('0', 'a');
    await expect((await view({ output })).done).rejects.toThrow('no space');
  });

  it('closes within a second, twice if asked, also while its output takes nothing', async () => {
    const stuck = new Writable({ write: () => void stuck.emit('stuck') });
    const reached = once(stuck, 'stuck');
    await send('0', 'a');
    const running = await view({ output: stuck });
    await reached;
    const started = performance.now();
    await running.close();
    await running.close();
    expect(performance.now() - started).toBeLessThan(2_500);
  });
});
