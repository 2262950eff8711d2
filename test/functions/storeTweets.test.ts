import { beforeAll, describe, expect, it } from '@jest/globals';
import { anInvocation } from '../support/anInvocation.ts';
import { registered } from '../support/functionsCore.ts';

beforeAll(async () => {
  // Nothing is set: importing a function needs no settings.
  await import('../../src/functions/storeTweets.ts');
});

describe('storeTweets', () => {
  it('takes batches of exact bytes from the hub, in its own consumer group', () => {
    const bindings = Object.values(registered.get('storeTweets')?.metadata.bindings ?? {});
    expect(bindings).toMatchObject([
      {
        type: 'eventHubTrigger',
        connection: 'EventHubConnection',
        eventHubName: '%EVENT_HUB_NAME%',
        consumerGroup: 'store',
        cardinality: 'many',
        dataType: 'binary',
      },
    ]);
  });

  it('never gives up on a batch', () => {
    expect(registered.get('storeTweets')?.metadata.retryOptions).toMatchObject({
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 1 },
      maximumInterval: { seconds: 30 },
    });
  });

  it('reads the settings at its first call, and says what is wrong with them', async () => {
    const { callback } = registered.get('storeTweets') ?? {};
    if (typeof callback !== 'function') throw new TypeError('No handler was registered.');
    await expect(async () => callback([], anInvocation(0))).rejects.toMatchObject({ code: 'invalid-settings' });
  });
});
