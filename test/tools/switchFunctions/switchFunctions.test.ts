import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { switchFunctions } from '../../../tools/switchFunctions/switchFunctions.ts';
import { type FakeAzure, fakeAzure } from '../../support/fakeAzure.ts';
import { type FakePrograms, fakePrograms } from '../../support/fakePrograms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { azureOfRiver } from '../deploy/azureOfRiver.ts';

let folder: ReturnType<typeof temporaryFolder>;
let programs: FakePrograms;
let azure: FakeAzure;

beforeEach(() => {
  folder = temporaryFolder();
  programs = fakePrograms(folder.path);
});

afterEach(() => folder.remove());

async function switched(action: 'pause' | 'resume', args: readonly string[], disabled = ['limitTweets']) {
  azure = fakeAzure(azureOfRiver({ disabled }));
  const [output, progress] = [new PassThrough(), new PassThrough()];
  const { environment } = programs;
  const ended = switchFunctions(action, args, { root: folder.path, environment, azure, output, progress });
  const error = await ended.then(
    () => '',
    (reason: unknown) => String(reason),
  );
  return { error, output: String(output.read() ?? ''), progress: String(progress.read() ?? '') };
}

const changes = () => azure.calls.filter((call) => /appsettings (set|delete)/.test(call));
const place = '--resource-group rg-river --name func-river';

describe('pause', () => {
  it('switches all functions off in one change, and tells how long events wait', async () => {
    const { output } = await switched('pause', ['func-river']);
    const settings = ['publishTweets', 'storeTweets', 'forgetTweets'].map(
      (name) => `AzureWebJobs.${name}.Disabled=true`,
    );
    expect(changes()).toEqual([
      `functionapp config appsettings set ${place} --settings ${settings.join(' ')} --query [].name`,
    ]);
    expect(output).toBe(
      'Switched off: publishTweets, storeTweets, forgetTweets.\n' +
        'Paused: publishTweets, storeTweets, forgetTweets.\n' +
        'Events wait in the hub, but no longer than 24 hours, which is how long the hub keeps them: what is older is lost.\n',
    );
  });

  it('switches only what is named, and what is not off already', async () => {
    const { output } = await switched('pause', ['func-river', 'publishTweets', 'storeTweets'], ['storeTweets']);
    expect(changes()).toEqual([expect.stringMatching(/--settings AzureWebJobs\.publishTweets\.Disabled=true --query/)]);
    expect(output).toMatch(/^Switched off: publishTweets\.\nPaused: publishTweets, storeTweets\.\n/);
  });

  it('changes nothing when all is off, and nothing in a dry run', async () => {
    const off = ['publishTweets', 'storeTweets', 'forgetTweets'];
    expect((await switched('pause', ['func-river'], off)).output).toMatch(/^Nothing to change\.\n/);
    expect(changes()).toEqual([]);
    const dry = await switched('pause', ['func-river', 'publishTweets', '--dry-run']);
    expect(dry.output).toBe('Would be switched off: publishTweets.\nPaused then: publishTweets.\n');
    expect(changes()).toEqual([]);
  });

  it('knows no other function, and not limitTweets, which stays off', async () => {
    const { error, progress } = await switched('pause', ['func-river', 'limitTweets']);
    expect(error).toContain('CommanderError');
    expect(progress).toContain('Allowed choices are publishTweets, storeTweets, forgetTweets');
  });

  it("notes what is paused in azd's environment of this app, for the next provisioning", async () => {
    mkdirSync(join(folder.path, '.azure'));
    programs.answer('azd', [
      { to: '^env get-values', output: { AZURE_FUNCTION_APP_NAME: 'func-river' } },
      { to: '^env set', output: '' },
    ]);
    const { progress } = await switched('pause', ['func-river', 'storeTweets']);
    const sets = programs.calls('azd').map(({ args }) => args.join(' '));
    expect(sets).toContain('env set TRIBUTARY_PAUSED_FUNCTIONS ["storeTweets"]');
    expect(sets).toContain('env set CARRIED_PAUSED_FUNCTIONS ["storeTweets"]');
    expect(progress).not.toContain('pausedFunctions');
  });

  it("leaves azd's environment of another app alone, and says what the next provisioning needs", async () => {
    mkdirSync(join(folder.path, '.azure'));
    programs.answer('azd', [{ to: '^env get-values', output: { AZURE_FUNCTION_APP_NAME: 'func-lake' } }]);
    const { progress } = await switched('pause', ['func-river', 'storeTweets']);
    expect(programs.calls('azd')).toHaveLength(1);
    expect(progress).toContain("give it the parameter pausedFunctions=['storeTweets'].");
  });
});

describe('resume', () => {
  it('takes the settings away, and leaves limitTweets off', async () => {
    const off = ['publishTweets', 'storeTweets', 'limitTweets'];
    const { output } = await switched('resume', ['func-river'], off);
    const names = 'AzureWebJobs.publishTweets.Disabled AzureWebJobs.storeTweets.Disabled';
    expect(changes()).toEqual([
      `functionapp config appsettings delete ${place} --setting-names ${names} --query [].name`,
    ]);
    expect(output).toBe('Switched on: publishTweets, storeTweets.\nNothing is paused.\n');
  });

  it('gives one JSON object on request', async () => {
    const { output } = await switched(
      'resume',
      ['func-river', 'publishTweets', '--json'],
      ['publishTweets', 'storeTweets'],
    );
    expect(JSON.parse(output)).toEqual({
      app: 'func-river',
      changed: ['publishTweets'],
      paused: ['storeTweets'],
      dryRun: false,
    });
  });
});
