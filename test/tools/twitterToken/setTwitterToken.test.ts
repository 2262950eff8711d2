import { existsSync, readFileSync, statSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTwitterToken } from '../../../tools/twitterToken/setTwitterToken.ts';
import { type AzureAnswer, type FakeAzure, fakeAzure } from '../../support/fakeAzure.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { azureOfRiver, type River } from '../deploy/azureOfRiver.ts';

const token = 'AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid%2BULvsea4JtiGRiSDSJSI%3D';

let folder: ReturnType<typeof temporaryFolder>;
let azure: FakeAzure;
/** The file in which the token went to az, as it was at that moment. */
let written: { path: string; text: string; mode: number } | undefined;

beforeEach(() => {
  folder = temporaryFolder();
  written = undefined;
});

afterEach(() => folder.remove());

const look = (args: readonly string[]): void => {
  const path = args[args.indexOf('--file') + 1] ?? '';
  written = { path, text: readFileSync(path, 'utf8'), mode: statSync(path).mode & 0o777 };
};

interface Case extends River {
  readonly typed?: string;
  readonly terminal?: boolean;
  readonly answers?: readonly AzureAnswer[];
}

async function set({ typed = `${token}\n`, terminal = false, answers = [], ...river }: Case = {}) {
  const secret = { to: '^keyvault secret set ', output: 'https://kv-river/1', look };
  azure = fakeAzure([...answers, secret, ...azureOfRiver(river)]);
  const input = Object.assign(new PassThrough(), { isTTY: terminal });
  input.end(typed);
  const [output, progress] = [new PassThrough(), new PassThrough()];
  let waitedMs = 0;
  const wait = async (ms: number) => {
    waitedMs += ms;
  };
  const surroundings = {
    root: folder.path,
    environment: {},
    azure,
    input,
    output,
    progress,
    wait,
    clock: () => waitedMs,
  };
  const ended = await setTwitterToken(['func-river'], surroundings).then(
    (resolved) => ({ resolved, error: '' }),
    (error: unknown) => ({ resolved: undefined, error: error instanceof Error ? error.message : String(error) }),
  );
  const said = `${String(output.read() ?? '')}${String(progress.read() ?? '')}`;
  return { ...ended, waitedMs, said };
}

describe('setTwitterToken', () => {
  it.each([true, false])(
    'writes the token into the vault without showing it anywhere (terminal: %s)',
    async (terminal) => {
      const { resolved, said, error } = await set({ terminal });
      expect(error).toBe('');
      expect(resolved).toBe(true);
      expect(written).toMatchObject({ text: token, mode: process.platform === 'win32' ? expect.any(Number) : 0o600 });
      expect(existsSync(written?.path ?? '')).toBe(false);
      expect([said, ...azure.calls].join('\n')).not.toContain(token.slice(0, 24));
      expect(azure.calls.find((call) => call.startsWith('keyvault'))).toMatch(
        /--vault-name kv-river --name twitter-bearer-token --file \S.* --encoding utf-8 --query id$/,
      );
    },
  );

  it('then switches the source, and refers to the secret without a version', async () => {
    await set();
    const change = azure.calls.find((call) => call.includes('appsettings set')) ?? '';
    expect(change).toContain(
      'TWITTER_BEARER_TOKEN=@Microsoft.KeyVault(VaultName=kv-river;SecretName=twitter-bearer-token) TWEET_SOURCE=twitter',
    );
    expect(azure.calls.indexOf(change)).toBeGreaterThan(azure.calls.findIndex((call) => call.startsWith('keyvault')));
  });

  it('waits while the app has not resolved the token, and says why in the end', async () => {
    const late = { to: 'configreferences', output: { properties: { status: 'AccessToKeyVaultDenied' } }, times: 2 };
    expect(await set({ answers: [late] })).toMatchObject({ resolved: true, waitedMs: 20_000 });
    const { resolved, waitedMs, said } = await set({ tokenStatus: 'AccessToKeyVaultDenied' });
    expect([resolved, waitedMs]).toEqual([false, 180_000]);
    expect(said).toContain('func-river cannot read the token: AccessToKeyVaultDenied. Why.');
  });

  it('names the role when the vault refuses, and removes the file', async () => {
    const refused: AzureAnswer = { to: '^keyvault secret set ', fails: 'forbidden', look };
    const { error } = await set({ answers: [refused] });
    expect(error).toContain('--role "Key Vault Secrets Officer" --scope "/subscriptions/11111111-');
    expect(error).toContain('/providers/Microsoft.KeyVault/vaults/kv-river"');
    expect(existsSync(written?.path ?? '')).toBe(false);
    expect(azure.calls.filter((call) => call.includes('appsettings set'))).toEqual([]);
  });

  it.each([
    ['nothing', '', 'No token was given.'],
    ['two lines', `${token}\n${token}\n`, 'no app-only bearer token'],
    ['something short', 'secret\n', 'no app-only bearer token of X: it has 6 characters'],
    ['too much', 'a'.repeat(5_000), 'no more than 4096 characters'],
  ])('refuses %s, and changes nothing', async (_, typed, message) => {
    const { error } = await set({ typed });
    expect(error).toContain(message);
    expect(error).not.toContain('secret\n');
    expect(azure.calls.filter((call) => /secret set|appsettings set/.test(call))).toEqual([]);
  });
});
