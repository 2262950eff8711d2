import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hosts } from './support/hosts.ts';

const host = hosts();
const emulator = 'Endpoint=sb://localhost;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;';
const settings = { AzureWebJobsStorage: 'UseDevelopmentStorage=true' };
const events = { ...settings, HUB: emulator, HUB_NAME: 'hub', TRIGGER: '{"cardinality":"many"}' };
const check = (app: string, given: Readonly<Record<string, string>>, more: readonly string[] = []) =>
  host({ app, settings: given, arguments: ['--check', ...more] }).end();

describe('--check', () => {
  it.each([
    ['timers that never stop', 'commonJs', settings],
    ['an Event Hubs trigger', 'events', events],
  ])('says nothing about an app that could start: %s', async (_, app, given) => {
    expect(await check(app, given)).toEqual({ exitCode: 0, output: '', errors: '' });
  });

  it('runs no appStart hook', async () => {
    expect(await check('hooks', settings)).toEqual({ exitCode: 0, output: '', errors: '' });
  });

  describe('with services', () => {
    const connections: string[] = [];
    const server = createServer((socket) => {
      connections.push('one');
      socket.destroy();
    });
    let port = '';
    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      port = String(typeof address === 'object' ? address?.port : '');
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it('connects to none, and takes no port', async () => {
      const storage = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:${port}/a;`;
      const hub = emulator.replace('localhost', `127.0.0.1:${port}`);
      const given = { ...events, AzureWebJobsStorage: storage, HUB: hub };
      expect(await check('events', given, ['--port', port])).toEqual({ exitCode: 0, output: '', errors: '' });
      expect(connections).toEqual([]);
    });
  });

  const faults: readonly (readonly [string, string, Record<string, string>, RegExp])[] = [
    ['a folder that is no app', 'none', {}, /host\.json cannot be read/],
    ['a "main" that matches nothing', 'nothing', {}, /^Found zero files/],
    ['a file that throws while it loads', 'broken', {}, /^functions.b\.js failed while it was loaded/],
    ['an unresolved %NAME%', 'commonJs', { FIRST_SCHEDULE: '' }, /^Function first, schedule: "%FIRST_SCHEDULE%"/],
    ['a bad schedule', 'commonJs', { FIRST_SCHEDULE: '61 * * * * *' }, /^Function first: schedule "61/],
    ['no storage setting', 'commonJs', { AzureWebJobsStorage: '' }, /^App setting AzureWebJobsStorage is required/],
    ['a bad storage setting', 'commonJs', { AzureWebJobsStorage: 'key' }, /^App setting AzureWebJobsStorage is no /],
    ['no connection', 'events', { HUB: '' }, /^Function receive: neither HUB nor HUB__fullyQualifiedNamespace is set/],
    [
      'a bad connection',
      'events',
      { HUB: 'Endpoint=sb://a;SharedAccessKeyName=n' },
      /^Function receive: app setting HUB/,
    ],
    ['a bad retry policy', 'events', { RETRY: '{"strategy":"fixedDelay","maxRetryCount":-2}' }, /maxRetryCount is -2/],
  ];
  it.each(faults)('tells of %s as a start does', async (_, app, changed, message) => {
    const given = { ...events, ...changed };
    const [checked, started] = await Promise.all([check(app, given), host({ app, settings: given }).end()]);
    expect(checked.errors).toMatch(message);
    expect(checked.errors.split('\n')).toHaveLength(1);
    expect(checked).toMatchObject({ exitCode: 1, output: '', errors: started.errors });
  });
});
