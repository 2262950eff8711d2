import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventBatch } from '../../src/pipeline/eventBatch.ts';
import { storeTweets } from '../../src/pipeline/storeTweets.ts';
import { RunEndedError, unending } from '../../src/pipeline/storing/runEnd.ts';
import { StoredPositions } from '../../src/pipeline/telemetry/storedPositions.ts';
import { aBatch } from '../support/aHubEvent.ts';
import { tweetBody } from '../support/aTweet.ts';
import { figuresOf, sentenceOf } from '../support/figuresOf.ts';
import { MemoryDeadLetterStore } from '../support/memoryDeadLetterStore.ts';
import { MemoryLog } from '../support/memoryLog.ts';
import { MemoryTweetStore } from '../support/memoryTweetStore.ts';

let tweets: MemoryTweetStore;
let deadLetters: MemoryDeadLetterStore;
let log: MemoryLog;
let positions: StoredPositions;
const now = () => new Date('2026-11-20T22:15:09Z');
const store = (batch: EventBatch) => storeTweets(batch, { tweets, deadLetters, log, positions, now, end: unending });
const sentences = () => log.lines.map(sentenceOf);

beforeEach(() => {
  positions = new StoredPositions();
  tweets = new MemoryTweetStore();
  deadLetters = new MemoryDeadLetterStore();
  log = new MemoryLog();
});

const poison: readonly (readonly [string, Uint8Array | string])[] = [
  ['not-utf8', Uint8Array.from([0xff])],
  ['empty', ''],
  ['not-json', '{not json'],
  ['too-deep', `${'['.repeat(40)}${']'.repeat(40)}`],
  ['not-a-tweet', '{"__proto__":{"id":"20","text":"x"}}'],
  ['too-large', 'a'.repeat(2 ** 20)],
  ['refused-by-storage', tweetBody({ id: '21', text: 'a'.repeat(524_288) })],
];

describe('storing a batch', () => {
  it('makes tweets and bare texts rows, and says so in one line', async () => {
    await store(aBatch([tweetBody({ id: '20' }), 'Azure is the greatest!']));
    expect(tweets.texts).toEqual(['Azure is okay.', 'Azure is the greatest!']);
    expect(sentences()).toEqual(['Stored 2 tweets (partition 3, up to 4101).']);
  });

  it.each(poison)('makes what is %s a dead letter, and stores the events around it', async (reason, body) => {
    await store(aBatch([tweetBody({ id: '20', text: 'before' }), body, tweetBody({ id: '30', text: 'after' })]));
    expect(deadLetters.reasons).toEqual([reason]);
    expect([...deadLetters.letters.keys()][0]).toMatch(/^tweets\/store\/3\/0000000000000004101-/);
    expect(tweets.texts).toEqual(['before', 'after']);
    expect(sentences()).toEqual(['Stored 2 tweets, dead-lettered 1 (partition 3, up to 4102).']);
  });

  it('makes a batch of nothing but poison dead letters', async () => {
    await store(aBatch(poison.map(([, body]) => body)));
    expect(deadLetters.reasons.toSorted()).toEqual(poison.map(([reason]) => reason).toSorted());
    expect(sentences()).toEqual(['Stored 0 tweets, dead-lettered 7 (partition 3, up to 4106).']);
  });

  it('keeps one row, and one letter, when a batch is delivered twice', async () => {
    const batch = aBatch([tweetBody(), 'a text', '{']);
    await store(batch);
    await store({ ...batch, attempt: 2 });
    expect(tweets.rows.size).toBe(2);
    expect(deadLetters.letters.size).toBe(1);
  });

  it('lets the later one win when a batch holds a tweet twice', async () => {
    await store(aBatch([tweetBody({ text: 'first' }), tweetBody({ text: 'second' })]));
    expect(tweets.texts).toEqual(['second']);
    expect(sentences()).toEqual(['Stored 1 tweet, 1 repeated (partition 3, up to 4101).']);
  });

  it('falls back to the earlier one when storage refuses the later', async () => {
    const tooLong = 'a'.repeat(524_288);
    await store(aBatch([tweetBody({ text: 'first' }), tweetBody({ text: 'second' }), tweetBody({ text: tooLong })]));
    expect(tweets.texts).toEqual(['second']);
    expect(deadLetters.reasons).toEqual(['refused-by-storage']);
    expect(sentences()).toEqual(['Stored 1 tweet, 1 repeated, dead-lettered 1 (partition 3, up to 4102).']);
  });

  it('says what storage said when it refused a row', async () => {
    await store(aBatch([tweetBody({ text: 'a'.repeat(524_288) })]));
    expect([...deadLetters.letters.values()][0]?.message).toBe('Storage can never take this row: EntityTooLarge');
  });

  it('fails when the table is down, and claims nothing', async () => {
    tweets.down = true;
    await expect(store(aBatch([tweetBody(), '{']))).rejects.toThrow('Storage is down.');
    expect(log.lines).toEqual([]);
  });

  it('fails when a dead letter cannot be written, after the good events are stored', async () => {
    deadLetters.down = true;
    await expect(store(aBatch([tweetBody(), '{']))).rejects.toThrow('Storage is down.');
    expect(tweets.rows.size).toBe(1);
    expect(log.lines).toEqual([]);
  });

  it('makes each dead letter only when the store takes it, since a batch may hold a gigabyte', async () => {
    let [made, mostMade] = [0, 0];
    const nowOf = () => {
      made += 1;
      return now();
    };
    const oneByOne = {
      write: async (letters: Iterable<unknown>) => {
        made = 0;
        for (const _letter of letters) {
          mostMade = Math.max(mostMade, made);
          made = 0;
        }
      },
    };
    const parts = { tweets, deadLetters: Object.assign(deadLetters, oneByOne), log, positions, end: unending };
    await storeTweets(aBatch(Array(20).fill('{')), { ...parts, now: nowOf });
    expect(mostMade).toBe(1);
  });

  it('fails when it has to leave off before all is stored, and claims nothing', async () => {
    const stopping = new RunEndedError('stopping', 'The app is stopping.');
    const end = { noNewRequests: AbortSignal.abort(stopping), noRequests: AbortSignal.abort(stopping) };
    const parts = { tweets, deadLetters, log, positions, now, end };
    await expect(storeTweets(aBatch([tweetBody(), '{']), parts)).rejects.toBe(stopping);
    expect(sentences()).toEqual([
      'Attempt 1 at 2 events failed: stopping (partition 3, 4100 to 4101). They come again.',
    ]);
    expect(log.errors).toEqual([]);
  });

  it('needs no place for dead letters when there are none', async () => {
    deadLetters.down = true;
    await store(aBatch([tweetBody()]));
    expect(tweets.rows.size).toBe(1);
  });

  it('writes nothing of a tweet into the log', async () => {
    await store(aBatch([tweetBody({ text: 'secret' }), '{secret', 'secret']));
    expect(log.lines.join()).not.toContain('secret');
  });

  it('accounts for every event, whatever the bytes: a row, a dead letter, or a row that another event has', async () => {
    const ids = fc.constantFrom('20', '21', '22');
    const bodies = fc.oneof(
      fc.tuple(ids, fc.string({ unit: 'binary' })).map(([id, text]) => tweetBody({ id, text })),
      fc.tuple(ids, fc.constant('a'.repeat(524_288))).map(([id, text]) => tweetBody({ id, text })),
      fc.uint8Array(),
      fc.json().map((json) => Buffer.from(json)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bodies, { minLength: 1, maxLength: 20 }), async (batch) => {
        const run = { tweets: new MemoryTweetStore(), deadLetters: new MemoryDeadLetterStore(), log: new MemoryLog() };
        await storeTweets(aBatch(batch), { ...run, positions, now, end: unending });
        const told = figuresOf(run.log.lines[0], 'batch');
        expect(told.written).toBe(run.tweets.rows.size);
        expect(told.deadLettered).toBe(run.deadLetters.letters.size);
        expect(told.received).toBe(batch.length);
        expect(Number(told.written) + Number(told.duplicates) + Number(told.deadLettered)).toBe(batch.length);
      }),
    );
  });
});
