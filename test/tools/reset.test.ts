import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startEventHubs } from '../../local/eventHubs/index.ts';
import { eventsFolder } from '../../local/supervision/localHub.ts';
import { run } from '../../tools/reset.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

describe('npm run reset', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    mkdirSync(join(folder.path, '.local', 'azurite'), { recursive: true });
    writeFileSync(join(folder.path, '.local', 'azurite', 'rows'), '');
  });
  afterEach(() => folder.remove());
  const hub = () =>
    startEventHubs({ port: 0, data: eventsFolder(folder.path), hub: [{ name: 'tweets', partitionCount: 1 }] });

  it('deletes events and everything else of the local environment together', async () => {
    await (await hub()).close();
    await run([], folder.path, {});
    expect(existsSync(join(folder.path, '.local'))).toBe(false);
  });

  it('says that a count of posts read from X is gone, whose ceiling begins anew', async () => {
    const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const settings = { TWITTER_BEARER_TOKEN: 'any', TweetStorage: 'UseDevelopmentStorage=true' };
    await run([], folder.path, settings);
    await run([], folder.path, { ...settings, TweetStorage: 'an account' });
    await run([], folder.path, {});
    const lines = written.mock.calls.map(([line]) => String(line));
    written.mockRestore();
    expect(lines.filter((line) => line.includes('may be read, and charged, once more today'))).toHaveLength(1);
  });

  it('has nothing against nothing being there', async () => {
    await run([], folder.path, {});
    await run([], folder.path, {});
    expect(existsSync(join(folder.path, '.local'))).toBe(false);
  });

  it('deletes nothing while an emulator of its own uses the events', async () => {
    const running = await hub();
    await expect(run([], folder.path, {})).rejects.toThrow(`is used by process ${process.pid}`);
    expect(existsSync(join(folder.path, '.local', 'azurite', 'rows'))).toBe(true);
    await running.close();
  });

  it('deletes nothing when the checkpoints in an account of somebody cannot be deleted', async () => {
    const account =
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=aaaa;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a';
    const environment = { AzureWebJobsStorage: account, EventHubConnection: 'Endpoint=x;UseDevelopmentEmulator=true' };
    await expect(run([], folder.path, environment)).rejects.toThrow();
    expect(existsSync(join(folder.path, '.local', 'azurite', 'rows'))).toBe(true);
  });
});
