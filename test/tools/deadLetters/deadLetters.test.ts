import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { claimFolder } from '../../../local/running/running.ts';
import { createResources } from '../../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../../local/storage/startStorage.ts';
import { blobDeadLetterArchive } from '../../../src/adapters/blobDeadLetterArchive.ts';
import { blobDeadLetterStore } from '../../../src/adapters/blobDeadLetterStore.ts';
import { containerClient } from '../../../src/adapters/storageClients.ts';
import { run } from '../../../tools/dead-letters.ts';
import { deadLetters } from '../../../tools/deadLetters/deadLetters.ts';
import { collected } from '../../local/view/collected.ts';
import { aDeadLetter } from '../../support/aDeadLetter.ts';
import { aHubEvent } from '../../support/aHubEvent.ts';
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

const settings = () => ({
  EventHubConnection: hubs.connectionString,
  EVENT_HUB_NAME: 'Tweets',
  TweetStorage: 'UseDevelopmentStorage=true',
  TWEET_SOURCE: 'test',
});

const store = () => blobDeadLetterStore(containerClient(storage, 'dead-letters'));
const inHub = async () => [...(await readHub(hubs, 'tweets')).values()].flat();

/** Stands for a stream's `write`. */
function unread(_text: unknown, ...rest: readonly unknown[]): boolean {
  const written = rest.at(-1);
  if (typeof written === 'function') written();
  return true;
}

/** At each look at the clock, three seconds have passed. */
function slowClock(): () => number {
  let looks = 0;
  return () => now + 3_000 * looks++;
}

const command = (...args: string[]) => runCommand(args);

async function runCommand(args: readonly string[], { output = collected(), clock = () => now } = {}) {
  const progress = collected();
  const streams = { output: output.output, progress: progress.output };
  const done = await deadLetters(args, { root: folder.path, environment: settings(), ...streams, now: clock });
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
    const [event] = await inHub();
    expect(event?.body).toEqual(Buffer.from([0xff]));
    expect(event?.properties).toMatchObject({ source: 'test', replayOf: second, replayAttempt: 2 });
    expect((await command('list')).text).toContain('attempt 1  on its way since 2026-11-21 08:00:00\n');
  });

  it('fails where a letter that was named is left alone, which --force sends again', async () => {
    await store().write([
      aDeadLetter({ sequenceNumber: 3, origin: { ...aHubEvent(), sequenceNumber: 3, attempt: 3 } }),
    ]);
    await command('replay', second);
    const before = (await inHub()).length;
    const again = await command('replay', second);
    expect(again).toMatchObject({ done: false, text: expect.stringContaining('(--force sends it again)') });
    const third = second.replace('-2-', '-3-');
    expect(await command('replay', third)).toMatchObject({ done: false, text: expect.stringContaining('given up') });
    expect(await command('replay', '--all', '--dry-run')).toMatchObject({ done: true });
    expect((await inHub()).length).toBe(before);
    expect(await command('replay', second, third, '--force')).toMatchObject({ done: true });
    expect((await inHub()).length).toBe(before + 2);
  });

  it('fails where an event is larger than the hub takes with the properties of a replay', async () => {
    await store().write([aDeadLetter({ sequenceNumber: 3, body: Buffer.alloc(2 ** 20) })]);
    const { done, lines } = await command('replay', '--all', '--json');
    expect(done).toBe(false);
    expect(lines().at(-1)).toEqual({ summary: { replayed: 2, 'too-large': 1 }, dryRun: false });
  });

  it('says what was replayed until the hub failed, and that nobody but the reader replays the rest', async () => {
    await store().write([aDeadLetter({ partition: '9', sequenceNumber: 1 })]);
    const output = collected();
    const failed = runCommand(['replay', first, first.replace('3-', '9-')], { output });
    await expect(failed).rejects.toMatchObject({
      code: 'hub-unavailable',
      message: expect.stringMatching(/Replay the rest again: what was sent twice ends in the same row or letter\.$/),
    });
    expect(output.text()).toBe(`${first}           replayed\n1 dead letter replayed.\n`);
  });

  it('deletes nothing in a dry run', async () => {
    expect((await command('discard', '--all', '--dry-run')).text).toContain(
      '2 dead letters discarded.\nThis was a dry run: nothing was done.\n',
    );
    expect((await command('discard', first, '--dry-run', '--json')).lines().at(-1)).toEqual({
      summary: { discarded: 1 },
      dryRun: true,
    });
    expect((await command('list', '--json')).lines()).toHaveLength(2);
  });

  it.each(['list', 'replay --all', 'discard --all'])('says now and then how far %s is', async (args) => {
    const { progress } = await runCommand(args.split(' '), { clock: slowClock() });
    expect(progress).toBe(`${args.split(' ')[0]}: 2 dead letters so far.\n`);
  });

  it('ends with exit code 1 where something that was asked for was not done, and only there', async () => {
    const env = { ...process.env };
    Object.assign(process.env, settings(), { TweetStorage: storage.connectionString });
    const muted = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation(unread),
    );
    try {
      await run(['discard', first, '--dry-run']);
      expect(process.exitCode).toBeUndefined();
      await run(['show', '3-9-9']);
      expect(process.exitCode).toBe(1);
    } finally {
      process.exitCode = undefined;
      process.env = env;
      for (const stream of muted) stream.mockRestore();
    }
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
