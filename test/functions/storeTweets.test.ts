import { beforeAll, describe, expect, it } from '@jest/globals';
import hostJson from '../../host.json';
import { storingTime } from '../../src/composition.ts';
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

  it('leaves off before the host would end the process, also where it is the 5 minutes of a Consumption plan', () => {
    const [hours = 0, minutes = 0, seconds = 0] = hostJson.functionTimeout.split(':').map(Number);
    const functionTimeoutMs = ((hours * 60 + minutes) * 60 + seconds) * 1000;
    expect(storingTime.timeLimitMs + storingTime.graceMs).toBeLessThan(Math.min(functionTimeoutMs, 300_000));
    // A worker that is to end gets 5 s: https://github.com/Azure/azure-functions-nodejs-worker
    expect(storingTime.graceMs).toBeLessThan(5_000);
  });

  it('reads the settings at its first call, and says what is wrong with them', async () => {
    const { callback } = registered.get('storeTweets') ?? {};
    if (typeof callback !== 'function') throw new TypeError('No handler was registered.');
    await expect(async () => callback([], anInvocation(0))).rejects.toMatchObject({ code: 'invalid-settings' });
  });
});
