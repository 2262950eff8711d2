import { beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../support/functionsCore.ts';

beforeAll(async () => {
  // Nothing is set: importing a function needs no settings.
  await import('../../src/functions/publishTweets.ts');
});

describe('publishTweets', () => {
  it('is a timer whose schedule is a setting', () => {
    const bindings = Object.values(registered.get('publishTweets')?.metadata.bindings ?? {});
    expect(bindings).toMatchObject([{ type: 'timerTrigger', schedule: '%PUBLISH_SCHEDULE%' }]);
  });

  it('reads the settings at its first call, and says what is wrong with them', async () => {
    const { callback } = registered.get('publishTweets') ?? {};
    if (typeof callback !== 'function') throw new TypeError('No handler was registered.');
    await expect(async () => callback({}, {})).rejects.toMatchObject({ code: 'invalid-settings' });
  });
});
