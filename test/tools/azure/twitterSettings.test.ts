import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { AzureCli } from '../../../tools/azure/azureCli.ts';
import { AzureError } from '../../../tools/azure/azureError.ts';
import { settingOf, twitterSettings } from '../../../tools/azure/twitterSettings.ts';
import { outputsOfRiver } from './deployedOutputs.ts';

const calls: string[] = [];
const said: string[] = [];

/** An az that lists these settings, and knows these parameters of the deployment. */
function read(settings: unknown, parameters?: unknown): Promise<Record<string, string>> {
  calls.length = said.length = 0;
  const json: AzureCli['json'] = async (args) => {
    calls.push(args.join(' '));
    const answer = args[0] === 'functionapp' ? settings : parameters;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return twitterSettings(outputsOfRiver, { json }, (line) => void said.push(line));
}

describe('twitterSettings', () => {
  it('are those of the app, and az is told to leave the token out', async () => {
    const listed = [{ name: 'TWITTER_QUERY', value: '#Rivers' }, { name: 'TWITTER_HORIZON_SECONDS' }, 'odd'];
    expect(await read(listed)).toEqual({ TWITTER_QUERY: '#Rivers' });
    expect(calls).toEqual([
      expect.stringMatching(
        /^functionapp config appsettings list --resource-group rg-river --name func-river --query /,
      ),
    ]);
    expect(calls[0]).toContain("name != 'TWITTER_BEARER_TOKEN'");
    expect(said).toEqual([]);
  });

  it('are those of the deployment for who may not list them, and that is said', async () => {
    const parameters = {
      twitterQuery: { type: 'String', value: '#Lakes' },
      twitterMaxPostsPerDay: { type: 'Int', value: 50 },
      location: { type: 'String', value: 'westeurope' },
      twitterSecret: { type: 'SecureString' },
    };
    const forbidden = new AzureError(
      'forbidden',
      'az functionapp config appsettings list failed: (AuthorizationFailed)',
    );
    expect(await read(forbidden, parameters)).toEqual({ TWITTER_QUERY: '#Lakes', TWITTER_MAX_POSTS_PER_DAY: '50' });
    expect(said).toEqual(['You may not list the settings of func-river: taking the query with which it was deployed.']);
  });

  it('pass on what is no refusal, and take nothing but a list', async () => {
    const failed = new AzureError('timed-out', 'az had not ended after 120 s and was stopped.');
    await expect(read(failed, {})).rejects.toBe(failed);
    await expect(read({})).rejects.toThrow('printed no list');
  });

  it('are named after the parameters of the templates', () => {
    const template = readFileSync(join(__dirname, '../../../infra/resources.bicep'), 'utf8');
    const pairs = [...template.matchAll(/^ *(TWITTER_\w+): (?:string\()?(twitter\w+)\)?$/gm)];
    expect(pairs.length).toBeGreaterThan(4);
    for (const [, setting, parameter = ''] of pairs) expect(settingOf(parameter)).toBe(setting);
  });
});
