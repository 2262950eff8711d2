import { beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../support/functionsCore.ts';

beforeAll(async () => {
  // Nothing is set: importing a function needs no settings.
  await import('../../src/functions/forgetTweets.ts');
  await import('../../src/functions/limitTweets.ts');
});

describe.each([
  ['forgetTweets', '0 */15 * * * *'],
  ['limitTweets', '30 * * * * *'],
])('%s', (name, schedule) => {
  it('is a timer with a schedule of its own, which needs no setting', () => {
    const bindings = Object.values(registered.get(name)?.metadata.bindings ?? {});
    expect(bindings).toMatchObject([{ type: 'timerTrigger', schedule }]);
  });

  it('reads the settings at its first call, and says what is wrong with them', async () => {
    const { callback } = registered.get(name) ?? {};
    if (typeof callback !== 'function') throw new TypeError('No handler was registered.');
    await expect(async () => callback({}, {})).rejects.toMatchObject({ code: 'invalid-settings' });
  });
});
