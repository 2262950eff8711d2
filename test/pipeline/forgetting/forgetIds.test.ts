import { beforeEach, describe, expect, it } from '@jest/globals';
import { forgetIds } from '../../../src/pipeline/forgetting/forgetIds.ts';
import { rowKeys } from '../../../src/pipeline/rowKeys.ts';
import { textId } from '../../../src/pipeline/textId.ts';
import { aDeadLetter } from '../../support/aDeadLetter.ts';
import { aHubEvent } from '../../support/aHubEvent.ts';
import { MemoryDeadLetterStore } from '../../support/memoryDeadLetterStore.ts';
import { MemoryTweetEraser } from '../../support/memoryTweetEraser.ts';

const id = '2083157183716917248';
let tweets: MemoryTweetEraser;
let deadLetters: MemoryDeadLetterStore;
const forget = (ids: readonly string[], dryRun = false) =>
  forgetIds(ids, { tweets, deadLetters, dryRun, onLetters: () => undefined });

beforeEach(() => {
  tweets = new MemoryTweetEraser();
  deadLetters = new MemoryDeadLetterStore();
  for (const each of [id, '20']) {
    const keys = rowKeys(each);
    if (keys) tweets.add(keys);
  }
});

const bodies = {
  broken: Buffer.from(`{"id":"${id}"`),
  'a number': Buffer.from(`[${id}]`),
  'UTF-16': Buffer.from(`{"id":"${id}"}`, 'utf16le'),
  'among other bytes': Buffer.concat([Buffer.from([0xff]), Buffer.from(id), Buffer.from([0xfe])]),
};

describe('forgetting tweets by their ids', () => {
  it.each(Object.entries(bodies))('deletes the row and the letters that name it (%s)', async (_form, body) => {
    const [naming, other] = [
      aDeadLetter({ sequenceNumber: 1, body }),
      aDeadLetter({ sequenceNumber: 2, body: Buffer.from(`{"id":"1${id}","of":"${id}1"`) }),
    ];
    await deadLetters.write([naming, other]);
    expect(await forget([id])).toEqual([{ id, row: true, letters: [naming.name] }]);
    expect([[...tweets.rows.keys()].length, [...deadLetters.letters.keys()]]).toEqual([1, [other.name]]);
    expect(await forget([id])).toEqual([{ id, row: false, letters: [] }]);
  });

  it('deletes the letter of a bare text, of any hub and group', async () => {
    const event = aHubEvent({ hub: 'elsewhere', body: Buffer.from('x') });
    const letter = aDeadLetter(event);
    await deadLetters.write([letter]);
    expect(await forget([textId(event)])).toEqual([{ id: textId(event), row: false, letters: [letter.name] }]);
    expect(deadLetters.letters.size).toBe(0);
  });

  it('deletes nothing in a dry run', async () => {
    await deadLetters.write([aDeadLetter({ body: bodies.broken })]);
    expect(await forget([id, '7'], true)).toMatchObject([
      { id, row: true, letters: [expect.any(String)] },
      { id: '7', row: false, letters: [] },
    ]);
    expect([tweets.rows.size, deadLetters.letters.size]).toEqual([2, 1]);
  });
});
