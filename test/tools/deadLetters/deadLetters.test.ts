import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { claimFolder } from '../../../local/running/running.ts';
import { createResources } from '../../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import { blobDeadLetterArchive } from '../../../src/adapters/blobDeadLetterArchive.ts';
import { blobDeadLetterStore } from '../../../src/adapters/blobDeadLetterStore.ts';
import { containerClient } from '../../../src/adapters/storageClients.ts';
import { deadLetters } from '../../../tools/deadLetters/deadLetters.ts';
import { collected } from '../../local/view/collected.ts';
import { aDeadLetter } from '../../support/aDeadLetter.ts';
import { readHub } from '../../support/readHub.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const now = Date.UTC(2026, 10, 21, 8);
let storage: RunningStorage;
let hubs: RunningEventHubs;
beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: [], containers: ['dead-letters'] });
  hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 4 }] });
  const endpoints = { eventHubs: hubs.connectionString, storage: storage.connectionString };
  claimFolder(folder.path, { pid: process.pid, startedAt: 'now', ...endpoints });
});
afterAll(async () => {
  await Promise.all([storage.close(), hubs.close()]);
  folder.remove();
});
beforeEach(async () => {
  const archive = blobDeadLetterArchive(containerClient(storage, 'dead-letters'));
  for await (const letters of archive.list('')) await archive.remove(letters.map(({ name }) => name));
  await blobDeadLetterStore(containerClient(storage, 'dead-letters')).write([
    aDeadLetter({ sequenceNumber: 1, body: Buffer.from('{"text":"\u001b[31m"') }, 'Unexpected \u001b end'),
    aDeadLetter({ sequenceNumber: 2, body: Buffer.from([0xff]), properties: { source: 'test' } }),
  ]);
});

async function command(...args: string[]) {
  const [output, progress] = [collected(), collected()];
  const environment = {
    EventHubConnection: hubs.connectionString,
    EVENT_HUB_NAME: 'Tweets',
    TweetStorage: 'UseDevelopmentStorage=true',
    TWEET_SOURCE: 'test',
  };
  const surroundings = { root: folder.path, environment, output: output.output, progress: progress.output };
  const done = await deadLetters(args, { ...surroundings, now: () => now });
  const lines = () =>
    output
      .text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { done, text: output.text(), progress: progress.text(), lines };
}

const [first, second] = ['3-1-1795212900250', '3-2-1795212900250'];

describe('npm run dead-letters', () => {
  it('lists letters, with how many there are of each reason', async () => {
    const { text } = await command('list');
    expect(text.split('\n')).toEqual([
      `${first}           2026-11-20 22:15:09  not-json            attempt 1`,
      `${second}           2026-11-20 22:15:09  not-json            attempt 1`,
      '2 dead letters: 2 not-json.',
      '',
    ]);
    expect((await command('list', '--reason', 'empty')).text).toBe('No dead letters.\n');
  });

  it('lists one JSON object per line, and nothing else, with --json', async () => {
    const { lines } = await command('list', '--json');
    expect(lines()).toMatchObject([
      { id: first, reason: 'not-json', attempt: 1, partition: '3', sequenceNumber: 1, hub: 'tweets' },
      { id: second },
    ]);
  });

  it('shows a letter whole, and lets no stranger steer the terminal', async () => {
    const { text } = await command('show', first);
    expect(text).toContain('Reason      not-json: Unexpected \\x1b end\n');
    expect(text).toContain('partition 3, sequence number 1, offset 1234, enqueued 2026-11-20T22:15:00.250Z\n');
    expect(text).toContain('{"text":"\\x1b[31m"\n');
    expect(text).not.toContain('\u001b');
    expect((await command('show', second)).text).toContain('[FF]');
    expect((await command('show', second, '--json')).lines()).toEqual([
      expect.objectContaining({ id: second, body: '/w==', properties: { source: 'test' } }),
    ]);
  });

  it('says that there is no such letter', async () => {
    const { done, progress } = await command('show', '3-9-9');
    expect([done, progress]).toEqual([
      false,
      'There is no dead letter 3-9-9. See them with: npm run dead-letters -- list\n',
    ]);
  });

  it('replays letters: the hub has their bytes and where they came from, and they are marked', async () => {
    expect((await command('replay', '--all', '--dry-run')).text).toContain(
      '2 dead letters replayed.\nThis was a dry run: nothing was done.\n',
    );
    const { done, lines } = await command('replay', second, '--json');
    expect(done).toBe(true);
    expect(lines()).toEqual([
      { id: second, outcome: 'replayed' },
      { summary: { replayed: 1 }, dryRun: false },
    ]);
    const [event] = [...(await readHub(hubs, 'tweets')).values()].flat();
    expect(event?.body).toEqual(Buffer.from([0xff]));
    expect(event?.properties).toMatchObject({ source: 'test', replayOf: second, replayAttempt: 2 });
    expect((await command('list')).text).toContain('attempt 1  on its way since 2026-11-21 08:00:00\n');
    expect((await command('replay', second)).text).toContain('(--force sends it again)');
  });

  it('discards letters, and fails where one is not there', async () => {
    expect(await command('discard', first, '3-9-9')).toMatchObject({ done: false });
    expect((await command('discard', '--reason', 'not-json')).text).toBe(
      `${second}           discarded\n1 dead letter discarded.\n`,
    );
    expect((await command('discard', '--all')).text).toBe('There is no such dead letter.\n');
  });

  it.each([
    [['replay']],
    [['discard', '--all', '--reason', 'empty']],
    [['discard', first, '--all']],
    [['replay', '3-9']],
    [['list', '--reason', 'bad']],
    [['show']],
    [['bury', '--all']],
    [[]],
  ])('refuses %j, and touches nothing', async (args) => {
    await expect(command(...args)).rejects.toMatchObject({ exitCode: 1 });
    expect((await command('list', '--json')).lines()).toHaveLength(2);
  });
});
