import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { beforeProvision } from '../../../tools/azd/beforeProvision.ts';
import { carriedState } from '../../../tools/azd/carriedState.ts';
import { type AzureAnswer, fakeAzure } from '../../support/fakeAzure.ts';
import { type FakePrograms, fakePrograms } from '../../support/fakePrograms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { azureOfRiver } from '../deploy/azureOfRiver.ts';

const paused = { source: 'twitter', disabled: ['storeTweets', 'forgetTweets', 'limitTweets'] } as const;
const asNoted = {
  TRIBUTARY_TWEET_SOURCE: 'twitter',
  CARRIED_TWEET_SOURCE: 'twitter',
  TRIBUTARY_PAUSED_FUNCTIONS: '["forgetTweets","storeTweets"]',
  CARRIED_PAUSED_FUNCTIONS: '["forgetTweets","storeTweets"]',
};

describe('carriedState', () => {
  it('notes what was switched in the app, but for limitTweets, which is always off', () => {
    expect(carriedState(paused, {})).toEqual(asNoted);
  });

  it('writes nothing that stands there already', () => {
    expect(carriedState(paused, asNoted)).toEqual({});
  });

  it('goes by the app where the variable is but an old note', () => {
    const resumed = carriedState({ source: 'test', disabled: ['limitTweets'] }, asNoted);
    expect(resumed).toMatchObject({ TRIBUTARY_TWEET_SOURCE: 'test', TRIBUTARY_PAUSED_FUNCTIONS: '[]' });
  });

  it('leaves alone what a person has set since', () => {
    const variables = { ...asNoted, TRIBUTARY_TWEET_SOURCE: 'test' };
    expect(carriedState(paused, variables)).toEqual({});
  });
});

describe('beforeProvision', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let programs: FakePrograms;

  beforeEach(() => {
    folder = temporaryFolder();
    programs = fakePrograms(folder.path);
    mkdirSync(join(folder.path, '.azure'));
    mkdirSync(join(folder.path, 'infra'));
    for (const file of ['main.bicep', 'main.parameters.json'])
      cpSync(join(__dirname, '../../../infra', file), join(folder.path, 'infra', file));
  });

  afterEach(() => folder.remove());

  const values = { AZURE_ENV_NAME: 'river', AZURE_LOCATION: 'westeurope', AZURE_FUNCTION_APP_NAME: 'func-river' };

  async function provision(variables: Record<string, string>, answers: readonly AzureAnswer[] = azureOfRiver(paused)) {
    programs.answer('azd', [
      { to: '^env get-values', output: variables },
      { to: '^env set', output: '' },
    ]);
    const said: string[] = [];
    const surroundings = { root: folder.path, environment: programs.environment, azure: fakeAzure(answers) };
    await beforeProvision({ ...surroundings, nowMs: 0, say: (line) => void said.push(line) });
    const sets = programs.calls('azd').filter(({ args }) => args[1] === 'set');
    return { said, set: Object.fromEntries(sets.map(({ args }) => args.slice(2))) };
  }

  it("carries the app's present state into azd's environment", async () => {
    expect((await provision(values)).set).toEqual(asNoted);
  });

  it('has nothing to carry before the first provisioning, nor after the app is gone', async () => {
    const { AZURE_FUNCTION_APP_NAME: _, ...first } = values;
    expect(await provision(first)).toEqual({ said: [], set: {} });
    expect(await provision(values, [{ to: '^resource list', output: [] }])).toEqual({ said: [], set: {} });
  });

  it('goes on with the last note when az cannot be asked, and says so', async () => {
    const { said, set } = await provision(values, [{ to: '', fails: 'not-logged-in' }]);
    expect(set).toEqual({});
    expect(said).toEqual([expect.stringContaining('could not be read, so the last note of it counts.')]);
  });

  it('stops azd for parameters that cannot be', async () => {
    await expect(provision({ ...values, TRIBUTARY_CONTACT_EMAIL: 'ada' })).rejects.toThrow('which is no address');
  });
});
