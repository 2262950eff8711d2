import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { developmentConnectionString } from '../../../local/storage/developmentStorage.ts';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import { type FaultyProxy, faultyProxy } from '../../support/faultyProxy.ts';
import { hosts } from './support/hosts.ts';

const host = hosts();
let storage: RunningStorage;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  storage = await startStorage({});
  settings = { AzureWebJobsStorage: storage.connectionString };
});
afterAll(() => storage.close());

describe('an app folder', () => {
  // https://learn.microsoft.com/azure/azure-functions/functions-reference-node?pivots=nodejs-model-v4#registering-a-function
  it('gives every function of the files that "main" of package.json matches as a glob', async () => {
    const app = host({ app: 'commonJs', settings });
    expect((await app.ready()).functions).toEqual([
      expect.objectContaining({ name: 'second', trigger: 'timerTrigger', state: 'started' }),
      expect.objectContaining({ name: 'page', trigger: 'httpTrigger', state: 'skipped' }),
      expect.objectContaining({ name: 'copy', trigger: 'timerTrigger', state: 'skipped' }),
      expect.objectContaining({ name: 'first', trigger: 'timerTrigger', state: 'started' }),
    ]);
    expect(app.lines.slice(0, 5)).toEqual([
      'Functions:',
      '        second: timerTrigger',
      '        page: httpTrigger (skipped: the local host does not know this trigger)',
      '        copy: timerTrigger (skipped: the local host does not serve its other bindings: queue)',
      '        first: timerTrigger',
    ]);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-expressions-patterns#binding-expressions---app-settings
  it('gets %NAME% in a schedule from the settings, and its functions find the settings in process.env', async () => {
    const app = host({ app: 'commonJs', settings });
    expect(await app.line('hello from the settings')).toMatch(/^\[\d{4}-\d\d-\d\dT[\d:.]+Z] hello from the settings$/);
  });

  // azure-functions-nodejs-worker, src/loadScriptFile.ts
  it.each([
    ['esModule', 'from an ES module'],
    ['mjs', 'from .mjs'],
  ])('may hold ES modules (%s)', async (name, text) => {
    expect(await host({ app: name, settings }).line(text)).toContain(text);
  });

  // https://learn.microsoft.com/azure/azure-functions/disable-function; HostListenerFactory.cs of azure-webjobs-sdk
  it.each<Record<string, string>>([
    { 'AzureWebJobs.first.Disabled': 'true' },
    { 'AzureWebJobs.first.Disabled': 'false', AzureWebJobs_first_Disabled: '1' },
  ])('has a function that a setting disables listed, but not run: %j', async (disabling) => {
    const app = host({ app: 'commonJs', settings: { ...settings, ...disabling } });
    const { functions } = await app.ready();
    expect(functions).toContainEqual({ name: 'first', trigger: 'timerTrigger', state: 'disabled' });
    expect(app.lines).toContain('        first: timerTrigger (disabled)');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(app.lines.join()).not.toContain('hello');
  });

  // azure-functions-nodejs-worker, src/coreApi/registerFunction.ts; azure-functions-nodejs-library, src/setup.ts
  it('can register nothing and set nothing up once it has been loaded', async () => {
    const app = host({ app: 'late', settings });
    await app.until('both were refused', () => app.lines.filter((line) => line.includes('refused')).length === 2);
    expect(app.lines.join()).not.toContain('accepted');
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-reference-node?pivots=nodejs-model-v4#hooks
  it('has its hooks run: they replace inputs, handler, log text and error, and see the start and the end', async () => {
    const app = host({ app: 'hooks', settings: settings });
    await app.line('post: by pre, error cleared by a hook');
    const { output } = await app.stop();
    expect(output).toContain('handler: {"replaced":true} ***');
    expect(output).not.toContain('failed');
    expect(output.match(/appStart|appTerminate/g)).toEqual(['appStart', 'appTerminate']);
  });
});

// azure-functions-nodejs-worker, src/Worker.ts: an uncaught exception ends the worker
it('an error outside of any execution ends the host with one message and exit code 1', async () => {
  const { exitCode, errors } = await host({ app: 'crash', settings }).end();
  expect(errors).toMatch(
    /^The function app failed outside of an execution, so the host ends: Error: nobody waits for this/,
  );
  expect(exitCode).toBe(1);
});

describe('a start that cannot succeed ends with one message, exit code 1 and no function run', () => {
  const cases: readonly (readonly [string, string, Record<string, string>, RegExp])[] = [
    [
      'an unresolved %NAME%',
      'commonJs',
      { FIRST_SCHEDULE: '' },
      /^Function first, schedule: "%FIRST_SCHEDULE%" does not resolve/,
    ],
    [
      'a bad schedule',
      'commonJs',
      { FIRST_SCHEDULE: '61 * * * * *' },
      /^Function first: schedule "61 \* .* its second is "61"/,
    ],
    [
      'a file that throws while it loads',
      'broken',
      {},
      /^functions.b\.js failed while it was loaded.*: no luck today\./,
    ],
    ['a "main" that matches nothing', 'nothing', {}, /^Found zero files matching "functions\/\*\.js"/],
    ['no storage setting', 'commonJs', { AzureWebJobsStorage: '' }, /^App setting AzureWebJobsStorage is required/],
    [
      'an override of host.json out of range',
      'commonJs',
      { AzureFunctionsJobHost__extensions__eventHubs__maxEventBatchSize: '0' },
      /^host\.json: extensions\.eventHubs\.maxEventBatchSize is "0", but must be 1 or more/,
    ],
    ['a folder that is no app', 'none', {}, /host\.json cannot be read/],
  ];
  it.each(cases)('%s', async (_, app, changed, message) => {
    const { exitCode, errors, output } = await host({ app, settings: { ...settings, ...changed } }).end();
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(1);
    expect(output).not.toContain('hello');
  });

  it('a file that throws what would steer a terminal, which is shown instead', async () => {
    for (const more of [[], ['--verbose'], ['--check']]) {
      const { errors } = await host({ app: 'steering', settings, arguments: ['--port', '0', ...more] }).end();
      expect(errors).toContain('red: \\u{1b}[31m');
      expect(errors).not.toContain('\u001b');
    }
  });

  it('a storage account that refuses the key', async () => {
    const refusing = storage.connectionString.replace(/AccountKey=[^;]+/, 'AccountKey=bm8=');
    const { exitCode, errors } = await host({
      app: 'commonJs',
      settings: { ...settings, AzureWebJobsStorage: refusing },
    }).end();
    expect(errors).toMatch(/^The storage account of AzureWebJobsStorage \(127\.0\.0\.1:\d+\) does not answer/);
    expect(errors).not.toContain('bm8=');
    expect(exitCode).toBe(1);
  });

  it('a taken port, unless another may be taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : address);
    const { exitCode, errors } = await host({ app: 'commonJs', settings, arguments: ['--port', port] }).end();
    expect(errors).toBe(`Port ${port} is taken. Stop what listens there, or choose another with --port.`);
    expect(exitCode).toBe(1);
    const elsewhere = host({ app: 'commonJs', settings, arguments: ['--port', port, '--any-free-port'] });
    expect(await elsewhere.port()).not.toBe(Number(port));
    await elsewhere.line(`Port ${port} is taken, so the host listens on port ${await elsewhere.port()}.`);
    other.close();
  });
});

describe('a storage account that is away while the host starts', () => {
  let proxy: FaultyProxy;
  beforeAll(async () => {
    proxy = await faultyProxy(storage.ports.blob);
    proxy.outage = 'unavailable';
  });
  afterAll(() => proxy?.close());
  const behindProxy = () => ({
    AzureWebJobsStorage: developmentConnectionString({ ...storage.ports, blob: proxy.port }),
  });

  // UnsynchronizedStartHostAsync in WebJobsScriptHostService.cs of azure-functions-host
  it('is said, and waited for', async () => {
    const app = host({ app: 'commonJs', settings: behindProxy() });
    expect(await app.line('does not answer')).toMatch(
      /\(127\.0\.0\.1:\d+\) does not answer: .*The host waits for it\.$/,
    );
    proxy.outage = undefined;
    expect(await app.line('hello from the settings')).toBeDefined();
    expect((await app.stop()).exitCode).toBe(0);
  });

  it('is waited for no longer once the parent of the host is gone', async () => {
    proxy.outage = 'unavailable';
    const app = host({ app: 'commonJs', settings: behindProxy() });
    await app.line('The host waits for it.');
    expect((await app.forsake()).exitCode).toBe(1);
  });
});
