import { beforeEach, describe, expect, it } from '@jest/globals';
import { replayLetters } from '../../../src/pipeline/deadLetters/replayLetters.ts';
import { type Selection, selectLetters } from '../../../src/pipeline/deadLetters/selectLetters.ts';
import type { EventBatch, HubEvent } from '../../../src/pipeline/eventBatch.ts';
import { storeTweets } from '../../../src/pipeline/storeTweets.ts';
import { unending } from '../../../src/pipeline/storing/runEnd.ts';
import { StoredPositions } from '../../../src/pipeline/telemetry/storedPositions.ts';
import { aDeadLetter } from '../../support/aDeadLetter.ts';
import { aBatch, aHubEvent } from '../../support/aHubEvent.ts';
import { tweetBody } from '../../support/aTweet.ts';
import { MemoryDeadLetterStore } from '../../support/memoryDeadLetterStore.ts';
import { MemoryLog } from '../../support/memoryLog.ts';
import { MemoryPublisher } from '../../support/memoryPublisher.ts';
import { MemoryTweetStore } from '../../support/memoryTweetStore.ts';

const now = new Date('2026-11-21T08:00:00Z');
const scope = { hub: 'tweets', consumerGroup: 'store' };
const all: Selection = { reason: undefined };
let letters: MemoryDeadLetterStore;
let publisher: MemoryPublisher;
let tweets: MemoryTweetStore;

beforeEach(() => {
  letters = new MemoryDeadLetterStore();
  publisher = new MemoryPublisher();
  tweets = new MemoryTweetStore();
});

async function replay(selection: Selection = all, { force = false, dryRun = false } = {}) {
  const selected = selectLetters(selection, scope, letters);
  const options = { letters, publisher, now: () => now, force, dryRun };
  const outcomes: string[] = [];
  for await (const portion of replayLetters(selected, options)) {
    outcomes.push(...portion.map(({ id, outcome }) => `${id.split('-')[1]} ${outcome}`));
  }
  return outcomes;
}

/** The events in the hub's memory, as the trigger would hand them over. */
function delivered(): EventBatch {
  const events = publisher.events.map(
    (event, index): HubEvent => aHubEvent({ ...event, sequenceNumber: 9000 + index, partitionKey: undefined }),
  );
  return { ...aBatch([]), events };
}

async function store(): Promise<void> {
  const others = { positions: new StoredPositions(), log: new MemoryLog(), now: () => now, end: unending };
  await storeTweets(delivered(), { tweets, deadLetters: letters, ...others });
}

const good = (sequenceNumber: number) =>
  aDeadLetter({ sequenceNumber, body: tweetBody({ id: String(20 + sequenceNumber) }) });
const bad = (sequenceNumber: number) => aDeadLetter({ sequenceNumber, body: Buffer.from('{') });

describe('replaying dead letters', () => {
  it('keeps a letter, marked, until its row is there', async () => {
    await letters.write([good(1), good(2)]);
    expect(await replay()).toEqual(['1 replayed', '2 replayed']);
    expect([...letters.replayed.values()]).toEqual([now, now]);
    expect(letters.letters.size).toBe(2);
    await store();
    expect([tweets.rows.size, letters.letters.size]).toEqual([2, 0]);
  });

  it('keeps the letters while the table is down', async () => {
    await letters.write([good(1)]);
    await replay();
    tweets.down = true;
    await expect(store()).rejects.toThrow('Storage is down.');
    expect(letters.letters.size).toBe(1);
  });

  it('gives the batch back while the letters of its rows cannot be removed', async () => {
    await letters.write([good(1)]);
    await replay();
    letters.down = true;
    await expect(store()).rejects.toThrow('Storage is down.');
    letters.down = false;
    await store();
    expect([tweets.rows.size, letters.letters.size]).toEqual([1, 0]);
  });

  it('may be repeated: what is on its way is left alone, and sent twice it is still one row', async () => {
    await letters.write([aDeadLetter({ sequenceNumber: 1, body: Buffer.from('a bare text') })]);
    await replay();
    expect(await replay()).toEqual(['1 on-its-way']);
    expect(await replay(all, { force: true })).toEqual(['1 replayed']);
    expect(publisher.events).toHaveLength(2);
    await store();
    await store();
    expect([tweets.rows.size, letters.letters.size]).toEqual([1, 0]);
  });

  it('may be interrupted before it has marked what was sent: sent again it is still one row', async () => {
    await letters.write([aDeadLetter({ sequenceNumber: 1, body: Buffer.from('a bare text') })]);
    const interrupted = replayLetters(selectLetters(all, scope, letters), {
      letters: { read: (name) => letters.read(name), markReplayed: () => Promise.reject(new Error('killed')) },
      ...{ publisher, now: () => now, force: false, dryRun: false },
    });
    await expect(interrupted.next()).rejects.toThrow('killed');
    expect(await replay()).toEqual(['1 replayed']);
    expect(publisher.events).toHaveLength(2);
    await store();
    expect([tweets.rows.size, letters.letters.size]).toEqual([1, 0]);
  });

  it('writes the same letter again when the event fails again, and gives it up after three attempts', async () => {
    await letters.write([bad(1)]);
    for (const attempt of [2, 3]) {
      expect(await replay()).toEqual(['1 replayed']);
      await store();
      expect([...letters.letters.values()]).toEqual([expect.objectContaining({ attempt, sequenceNumber: 1 })]);
      for (const events of publisher.partitions) events.splice(0);
    }
    expect(await replay()).toEqual(['1 given-up']);
    expect(publisher.events).toEqual([]);
    expect(await replay(all, { force: true })).toEqual(['1 replayed']);
  });

  it('keeps what only the event itself has, however often its replays fail', async () => {
    const own = { properties: { map: { a: 1 } }, systemProperties: { 'message-id': 'm-1', 'x-opt-note': 'n' } };
    await letters.write([aDeadLetter({ sequenceNumber: 1, body: Buffer.from('{'), partitionKey: '20', ...own })]);
    for (const _time of [1, 2]) {
      await replay();
      await store();
      for (const events of publisher.partitions) events.splice(0);
    }
    expect([...letters.letters.values()]).toEqual([
      expect.objectContaining({ attempt: 3, partitionKey: '20', ...own }),
    ]);
  });

  it('takes letters by their ids, and says which there are not', async () => {
    await letters.write([good(1), good(2)]);
    const at = (sequenceNumber: number) => ({ partition: '3', sequenceNumber, enqueuedTime: aHubEvent().enqueuedTime });
    expect(await replay({ ids: [at(2), at(7), at(2)] })).toEqual(['2 replayed', '7 not-found']);
  });

  it('takes letters of one reason, of this hub and group only', async () => {
    const other = good(3);
    await letters.write([good(1), { ...other, name: other.name.replace('/store/', '/other/') }]);
    expect(await replay({ reason: 'empty' })).toEqual([]);
    expect(await replay({ reason: 'not-json' })).toEqual(['1 replayed']);
  });

  it('does nothing in a dry run but to say what it would do', async () => {
    await letters.write([good(1)]);
    expect(await replay(all, { dryRun: true })).toEqual(['1 replayed']);
    expect([publisher.events.length, letters.replayed.size]).toEqual([0, 0]);
  });

  it('keeps a letter that the hub can never take again', async () => {
    await letters.write([aDeadLetter({ sequenceNumber: 1, body: Buffer.alloc(2 ** 20 + 1) }), good(2)]);
    expect(await replay()).toEqual(['1 too-large', '2 replayed']);
    expect(letters.replayed.size).toBe(1);
  });

  it('sends the letters of a partition in their order, to that partition', async () => {
    const count = 60;
    await letters.write(Array.from({ length: count }, (_, index) => good(index)).toReversed());
    await replay();
    expect(publisher.partitions[3]?.map(({ properties }) => properties.replayOf)).toEqual(
      Array.from({ length: count }, (_, index) => `3-${index}-${aHubEvent().enqueuedTime.getTime()}`),
    );
  });
});
