import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { azureCli } from '../../../tools/azure/azureCli.ts';
import { type FakePrograms, fakePrograms } from '../../support/fakePrograms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let programs: FakePrograms;

beforeEach(() => {
  folder = temporaryFolder();
  programs = fakePrograms(folder.path);
});

afterEach(() => folder.remove());

const az = (): ReturnType<typeof azureCli> => azureCli(programs.environment);

describe('azureCli', () => {
  it('resolves with what az printed, and hands each argument over as it is', async () => {
    programs.answer('az', [{ to: '^account show', output: { name: 'flüsse' } }]);
    await expect(az().json(['account', 'show', '--query', "a b & (c) $HOME 'd'"])).resolves.toEqual({ name: 'flüsse' });
    expect(programs.calls()[0]?.args).toEqual([
      ...['account', 'show', '--query', "a b & (c) $HOME 'd'"],
      ...['--only-show-errors', '--output', 'json'],
    ]);
  });

  it('resolves with undefined where az prints nothing', async () => {
    programs.answer('az', [{ to: '', output: '\n' }]);
    await expect(az().json(['group', 'delete'])).resolves.toBeUndefined();
  });

  it('says in one line that az is not installed', async () => {
    await expect(az().json(['version'])).rejects.toMatchObject({
      code: 'missing',
      message:
        'The Azure CLI (az) is not on the PATH. Install it (https://aka.ms/azure-cli), open a new terminal, and run: az login',
    });
  });

  it.each([
    "ERROR: Please run 'az login' to setup account.\n",
    'ERROR: AADSTS700082: The refresh token has expired due to inactivity.\nTrace ID: 1\n',
    'ERROR: Interactive authentication is needed. Please run:\naz login --scope https://management.core.windows.net//.default\n',
  ])('says in one line that az is not logged in: %j', async (errors) => {
    programs.answer('az', [{ to: '', errors, exitCode: 1 }]);
    await expect(az().json(['group', 'list'])).rejects.toMatchObject({
      code: 'not-logged-in',
      message: 'The Azure CLI is not logged in. Run: az login',
    });
  });

  it.each([
    [
      'not-found',
      "ERROR: (ResourceNotFound) The Resource 'Microsoft.Web/sites/x' was not found.\nCode: ResourceNotFound\n",
    ],
    ['forbidden', "ERROR: (AuthorizationFailed) The client 'a' does not have authorization to perform action 'b'.\n"],
    ['failed', 'WARNING: before\nERROR: (Conflict) Something else.\nCode: Conflict\n'],
  ])('tells %s apart, with the first thing that az says and without the options', async (code, errors) => {
    programs.answer('az', [{ to: '', errors, exitCode: 3 }]);
    const failed = az().json(['functionapp', 'show', '--name', 'x']);
    await expect(failed).rejects.toMatchObject({
      code,
      message: expect.stringMatching(
        /^az functionapp show failed: \((ResourceNotFound|AuthorizationFailed|Conflict)\) [^\n]*$/,
      ),
    });
  });

  it('makes visible what Azure wrote for a terminal to obey', async () => {
    programs.answer('az', [{ to: '', errors: 'ERROR: \u001b[31mred\u001b[0m\n', exitCode: 1 }]);
    await expect(az().json(['x'])).rejects.toThrow('az x failed: \\x1b[31mred\\x1b[0m');
  });

  it('refuses what is not JSON', async () => {
    programs.answer('az', [{ to: '', output: 'Welcome!' }]);
    await expect(az().json(['account', 'show'])).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: 'az account show printed something that is not JSON.',
    });
  });

  it('stops what takes too long', async () => {
    programs.answer('az', [{ to: '', output: {}, hangs: true }]);
    const slow = az().json(['account', 'show'], { timeLimitMs: 200 });
    await expect(slow).rejects.toMatchObject({ code: 'timed-out', message: expect.stringContaining('after 0.2 s') });
  });
});
