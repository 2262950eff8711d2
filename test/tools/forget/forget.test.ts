import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import { blobDeadLetterStore } from '../../../src/adapters/blobDeadLetterStore.ts';
import { containerClient, tableClient } from '../../../src/adapters/storageClients.ts';
import { tableTweetReader } from '../../../src/adapters/tableTweetReader.ts';
import { tableTweetStore } from '../../../src/adapters/tableTweetStore.ts';
import { forget } from '../../../tools/forget/forget.ts';
import { collected } from '../../local/view/collected.ts';
import { aDeadLetter } from '../../support/aDeadLetter.ts';
import { aStoredTweet } from '../../support/aStoredTweet.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const [first, second] = ['2083157183716917248', '2083157183716917249'];
let storage: RunningStorage;
beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: ['tweets'], containers: ['dead-letters'] });
  await tableTweetStore(tableClient(storage, 'tweets')).upsert([first, second].map((id) => aStoredTweet({ id })));
  await blobDeadLetterStore(containerClient(storage, 'dead-letters')).write([
    aDeadLetter({ body: Buffer.from(`{"id":"${first}", "text":`) }),
  ]);
});
afterAll(async () => {
  await storage.close();
  folder.remove();
});

const command = async (...args: string[]) => (await runCommand(args)).text;

async function runCommand(args: readonly string[], now: () => number = Date.now) {
  const [output, progress] = [collected(), collected()];
  const environment = {
    EventHubConnection: 'Endpoint=sb://ns.servicebus.windows.net;SharedAccessKeyName=n;SharedAccessKey=k',
    EVENT_HUB_NAME: 'tweets',
    TweetStorage: storage.connectionString,
    TWEET_SOURCE: 'test',
  };
  await forget(args, {
    root: folder.path,
    environment,
    output: output.output,
    progress: progress.output,
    now,
  });
  return { text: output.text(), progress: progress.text() };
}

const ids = async () =>
  (await tableTweetReader(tableClient(storage, 'tweets')).newest(9, Date.now())).map(({ id }) => id);

describe('npm run forget', () => {
  it('says now and then how far it is', async () => {
    const start = Date.now();
    let looks = 0;
    const { progress } = await runCommand([second, '--dry-run'], () => start + 3_000 * looks++);
    expect(progress).toBe('forget: looked at 1 dead letter so far.\n');
  });

  it('says in a dry run what it would delete, deletes it, and then finds nothing', async () => {
    expect(await command(first, '--dry-run')).toBe(
      `${first}  its row and 1 dead letter would be deleted\nThis was a dry run: nothing was done.\n`,
    );
    expect(await ids()).toHaveLength(2);
    expect(await command(first)).toBe(`${first}  its row and 1 dead letter deleted\n`);
    expect(await ids()).toEqual([second]);
    expect(JSON.parse(await command(first, '--json'))).toEqual({ id: first, row: false, letters: [], dryRun: false });
  });

  it('takes several ids, each once', async () => {
    expect(await command('20', second, '20')).toBe(`20  nothing there\n${second}  its row deleted\n`);
  });

  it.each([[[]], [['x']], [['01']], [[first, '--everything']]])('refuses %j', async (args) => {
    await expect(command(...args)).rejects.toMatchObject({ exitCode: 1 });
  });
});
