import { beforeAll, describe, expect, it } from '@jest/globals';
import { closeClients } from '../../src/composition.ts';
import { anInvocation } from '../support/anInvocation.ts';
import { registered } from '../support/functionsCore.ts';
import { MemoryLog } from '../support/memoryLog.ts';

/** Storage that nobody has: whoever asks it does not come to an end at once. */
const storage = (['Table', 'Blob'] as const).map((name) => `${name}Endpoint=http://127.0.0.1:1/account;`).join('');
const settings = {
  EventHubConnection: 'Endpoint=sb://ns.servicebus.windows.net;SharedAccessKeyName=n;SharedAccessKey=k',
  EVENT_HUB_NAME: 'tweets',
  TweetStorage: `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;${storage}`,
  TWEET_SOURCE: 'test',
  TWEET_RETENTION_HOURS: '6',
  TWEET_MAX_ROWS: '200000',
};

beforeAll(async () => {
  Object.assign(process.env, settings);
  await import('../../src/functions/storeTweets.ts');
  await import('../../src/functions/forgetTweets.ts');
  await import('../../src/functions/limitTweets.ts');
});

async function call(name: string, trigger: unknown, context: object): Promise<unknown> {
  const { callback } = registered.get(name) ?? {};
  if (typeof callback !== 'function') throw new TypeError(`${name} has no handler.`);
  return callback(trigger, context);
}

describe('a function that asks storage', () => {
  it('leaves off when the app ends, and asks nothing more', async () => {
    const [store, forget, limit] = [new MemoryLog(), new MemoryLog(), new MemoryLog()];
    const runs = Promise.allSettled([
      call('storeTweets', [Buffer.from('a text')], Object.assign(store, anInvocation(1))),
      call('limitTweets', {}, limit),
      call('forgetTweets', {}, forget),
    ]);
    await closeClients();
    expect((await runs).slice(0, 2)).toMatchObject([
      { status: 'rejected', reason: { code: 'stopping' } },
      { status: 'fulfilled' },
    ]);
    expect(store.lines).toEqual([expect.stringMatching(/^Attempt 1 at 1 event failed: stopping /)]);
    // Its first look at the letters was on its way already, and failed; that time was up it says beside.
    expect(forget.lines).toEqual([expect.stringMatching(/the next run goes on/)]);
  });
});
