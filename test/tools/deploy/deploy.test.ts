import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TookTooLongError } from '../../../src/adapters/within.ts';
import { deploy } from '../../../tools/deploy/deploy.ts';
import type { Deployed } from '../../../tools/deploy/proof/deployed.ts';
import { fakeAzure } from '../../support/fakeAzure.ts';
import { type FakeAnswer, type FakePrograms, fakePrograms } from '../../support/fakePrograms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { azureOfRiver, type River } from './azureOfRiver.ts';

const start = Date.parse('2026-11-21T12:00:00Z');
const published: readonly FakeAnswer[] = [
  { to: '--version', output: '4.15.1\n' },
  { to: 'publish', output: 'Uploading…\nDeployment completed.\n' },
];

const nothing = { newestRow: async () => undefined, newestEvent: async () => undefined };

let folder: ReturnType<typeof temporaryFolder>;
let programs: FakePrograms;
let waitedMs: number;

beforeEach(() => {
  folder = temporaryFolder();
  programs = fakePrograms(folder.path);
  waitedMs = 0;
});

afterEach(() => folder.remove());

interface Case extends River {
  readonly args?: readonly string[];
  readonly func?: readonly FakeAnswer[];
  readonly deployed?: Partial<Deployed>;
}

/** A deployment on a clock that only waiting moves. A row comes every 5 s, the first after 10 s. */
async function deployRiver({ args = [], func = published, deployed = {}, ...river }: Case = {}) {
  programs.answer('func', func);
  const [output, progress] = [new PassThrough(), new PassThrough()];
  const clock = { now: async () => start + waitedMs };
  const newest = async (): Promise<number | undefined> => (waitedMs >= 10_000 ? start + waitedMs : undefined);
  const proven = deploy(['func-river', ...args], {
    environment: programs.environment,
    azure: fakeAzure(azureOfRiver(river)),
    output,
    progress,
    wait: async (ms) => {
      waitedMs += ms;
    },
    clock: () => waitedMs,
    buildPackage: () => ({ folder: folder.path, dependencies: 1, bytes: 1024 * 1024 }),
    lookAt: () => ({ ...clock, newestRow: newest, newestEvent: newest, ...deployed }),
    firstQuery: 'traces | take 1',
    whoIsSignedIn: async () => ({ objectId: 'o', name: 'ada@example.com' }),
  });
  const ended = await proven.then(
    (value) => ({ proven: value, error: '' }),
    (error: unknown) => ({ proven: undefined, error: error instanceof Error ? error.message : String(error) }),
  );
  return { ...ended, output: String(output.read() ?? ''), progress: String(progress.read() ?? '') };
}

/** As Table storage says it to the SDK. */
function forbidden(): Error {
  const request = { url: 'https://stdatariver.table.core.windows.net/tweets()' };
  return Object.assign(new Error('This request is not authorized'), { statusCode: 403, request });
}

describe('deploy', () => {
  it('publishes the package folder and is done when a younger row is there', async () => {
    const { proven, output } = await deployRiver();
    expect(proven).toBe(true);
    expect(output).toMatch(
      /^func-river is deployed and works: a tweet that the hub took at 2026-11-21T12:00:10.000Z is a row\.\n/,
    );
    expect(output).toContain('/quickPulse\n');
    expect(programs.calls('func').at(-1)).toMatchObject({
      folder: folder.path,
      args: [
        ...['azure', 'functionapp', 'publish', 'func-river'],
        ...['--subscription', '11111111-2222-3333-4444-555555555555', '--javascript'],
      ],
    });
  });

  it('takes no row for a proof that is older than the deployment', async () => {
    const { proven, output } = await deployRiver({ deployed: { newestRow: async () => start - 1 } });
    expect(proven).toBe(false);
    expect(output).toContain('Dark: table.');
    expect(waitedMs).toBe(5 * 60_000);
  });

  it('ends at its limit however long each look takes, and takes a missing answer for no row yet', async () => {
    const newestRow = async () => {
      waitedMs += 30_000;
      return waitedMs < 60_000 ? Promise.reject(new TookTooLongError('No answer within 30000 ms.')) : undefined;
    };
    const { proven, progress } = await deployRiver({ deployed: { newestRow } });
    expect([proven, waitedMs]).toEqual([false, 310_000]);
    expect(progress.match(/No row yet/g)).toHaveLength(5);
  });

  it('waits for the next run of a schedule that pauses for long', async () => {
    const newestRow = async () => (waitedMs >= 12 * 60_000 ? start + waitedMs : undefined);
    const { proven } = await deployRiver({ schedule: '0 */10 * * * *', deployed: { newestRow } });
    expect(proven).toBe(true);
  });

  it('gives one JSON object, whether it is proven or not', async () => {
    const good = await deployRiver({ args: ['--json'] });
    expect(JSON.parse(good.output)).toMatchObject({ app: 'func-river', proven: true, by: 'row' });
    waitedMs = 0;
    const dark = await deployRiver({
      args: ['--json', '--proof-only'],
      deployed: nothing,
    });
    expect(JSON.parse(dark.output)).toMatchObject({ app: 'func-river', proven: false, step: 'hub' });
  });

  it.each([
    ['app', { state: 'Stopped' }, 'its state is Stopped. Start it: az functionapp start --name func-river'],
    ['host', { host: { state: 'Error', errors: ['Cannot find module x'] } }, 'in state Error. Cannot find module x'],
    [
      'function',
      { functions: [{ name: 'publishTweets', isDisabled: false }] },
      'not found function storeTweets in the app',
    ],
    [
      'role',
      { lacksRole: 'tables/tweets' },
      'lacks the role Storage Table Data Contributor. Give it with:\naz role assignment create --assignee "99999999',
    ],
    ['role', { lacksRole: 'eventhubs/tweets' }, 'lacks the role Azure Event Hubs Data Sender'],
    ['hub', { trouble: 'Unauthorized access' }, 'it is empty. What publishTweets said last: Unauthorized access'],
  ])('names the first step that is dark: %s', async (step, river, message) => {
    const { proven, output } = await deployRiver({ ...river, deployed: nothing });
    expect(proven).toBe(false);
    expect(output).toContain(`Dark: ${step}.\n`);
    expect(output).toContain(message);
  });

  it('says what storeTweets said when events come and no rows', async () => {
    const deployed = { newestRow: async () => undefined };
    const { output } = await deployRiver({ deployed, trouble: 'Attempt 3 failed: ServerBusy' });
    expect(output).toContain('Dark: table.\nEvents of this deployment are in the hub');
    expect(output).toContain('What storeTweets said last: Attempt 3 failed: ServerBusy');
  });

  it('says at once that a function is switched off', async () => {
    const { proven, output } = await deployRiver({ disabled: ['storeTweets'] });
    expect([proven, waitedMs]).toEqual([false, 0]);
    expect(output).toContain('Switch it on: npm run resume -- func-river storeTweets');
  });

  it('tells a refusal with its role at once, and waits for the role to spread', async () => {
    const newestRow = async () => {
      if (waitedMs < 60_000) throw forbidden();
      return start + 30_000;
    };
    const { proven, progress } = await deployRiver({ deployed: { newestRow } });
    expect(proven).toBe(true);
    expect(progress.match(/Storage Table Data Reader/g)).toHaveLength(2);
    const never = await deployRiver({
      args: ['--proof-only'],
      deployed: { newestRow: async () => Promise.reject(forbidden()) },
    });
    expect(never).toMatchObject({ error: expect.stringContaining('Storage Table Data Reader') });
  });

  it.each([
    ['a stored batch of the test source', { args: ['--proof', 'log'] }, 'Stored 20 tweets. batch={"v":1,"written":20}'],
    ['a finished run of the twitter source', { source: 'twitter' }, 'Published 0 tweets. run={"v":1,"failed":null}'],
  ])('takes %s for a proof by the log', async (_, options, message) => {
    const { proven, output } = await deployRiver({ ...options, lines: [['2026-11-21T12:01:00Z', message]] });
    expect(proven).toBe(true);
    expect(output).toMatch(/works: it wrote at 2026-11-21T12:01:00.000Z: (Stored 20|Published 0) tweets\.\n/);
  });

  it("takes no line for a proof that is older than the deployment by Azure's clock", async () => {
    const queries: string[] = [];
    const lines = [['2020-02-02T02:03:00Z', 'Stored 20 tweets. batch={"v":1,"written":20}']] as const;
    const river = {
      lines,
      telemetryTime: '2020-02-02T02:02:02Z',
      onQuery: (query: string) => void queries.push(query),
    };
    expect(await deployRiver({ args: ['--proof', 'log'], ...river })).toMatchObject({ proven: true });
    expect(queries).toEqual([expect.stringContaining('timestamp > datetime(2020-02-02T02:02:02.000Z)')]);
  });

  it('makes visible what a line would have a terminal do', async () => {
    const line = 'Stored \u001b[2J20 tweets. batch={"v":1,"written":20}';
    const lines = [['2026-11-21T12:01:00Z', line]] as const;
    const { output } = await deployRiver({ args: ['--proof', 'log'], lines });
    expect(output).toContain('Stored \\x1b[2J20 tweets.\n');
  });

  it('names a token that the app cannot read', async () => {
    const lines = [['2026-11-21T12:01:00Z', 'The run failed. run={"v":1,"failed":"token"}']] as const;
    const { proven, output } = await deployRiver({ source: 'twitter', tokenStatus: 'SecretNotFound', lines });
    expect(proven).toBe(false);
    expect(output).toContain('Dark: token.\nThe app cannot read its token for X: SecretNotFound. Why.');
  });

  it('publishes again while Azure answers 403, since roles take minutes to spread', async () => {
    const refused = { to: 'publish', errors: 'Status code: 403 (Forbidden)\n', exitCode: 1, times: 2 };
    const { proven, progress } = await deployRiver({ func: [refused, ...published] });
    expect(proven).toBe(true);
    expect(programs.calls('func').filter(({ args }) => args.includes('publish'))).toHaveLength(3);
    expect(progress).toContain('Again in 60 s.');
  });

  it('leaves it to the proof when func has not seen the app healthy', async () => {
    const errors = 'Deployment was successful but the app appears to be unhealthy, please check the app logs.\n';
    const { proven } = await deployRiver({ func: [{ to: 'publish', errors, exitCode: 1 }, ...published] });
    expect(proven).toBe(true);
  });

  it('says that nothing was published when func fails, and tries nothing else', async () => {
    const failing = { to: 'publish', errors: 'No disk.\n', exitCode: 2 };
    const { error } = await deployRiver({ func: [failing, ...published] });
    expect(error).toBe('The package was not published to func-river. func has said why, above. To try again is safe.');
  });

  it('publishes nothing in a dry run, and nothing with --proof-only', async () => {
    expect(await deployRiver({ args: ['--dry-run'] })).toMatchObject({ proven: true, output: '' });
    const { output } = await deployRiver({ args: ['--dry-run', '--json'] });
    expect(JSON.parse(output)).toEqual({ app: 'func-river', dryRun: true });
    expect(await deployRiver({ args: ['--proof-only'] })).toMatchObject({ proven: true });
    expect(programs.calls('func').filter(({ args }) => args.includes('publish'))).toEqual([]);
  });
});
