import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DeadLetter } from '../../../src/pipeline/deadLetter.ts';
import { replayProperties } from '../../../src/pipeline/deadLetters/replayOrigin.ts';
import { storeTweets } from '../../../src/pipeline/storeTweets.ts';
import { unending } from '../../../src/pipeline/storing/runEnd.ts';
import { StoredPositions } from '../../../src/pipeline/telemetry/storedPositions.ts';
import { aDeadLetter } from '../../support/aDeadLetter.ts';
import { aBatch, aHubEvent } from '../../support/aHubEvent.ts';
import { tweetBody } from '../../support/aTweet.ts';
import { MemoryDeadLetterStore } from '../../support/memoryDeadLetterStore.ts';
import { MemoryLog } from '../../support/memoryLog.ts';
import { MemoryTweetStore } from '../../support/memoryTweetStore.ts';

const now = () => new Date('2026-11-21T08:00:00Z');
let letters: MemoryDeadLetterStore;
let tweets: MemoryTweetStore;
beforeEach(async () => {
  letters = new MemoryDeadLetterStore();
  tweets = new MemoryTweetStore();
});

/** An event that names a letter as its origin, whatever its body is. */
const claiming = ({ content }: DeadLetter, body: Uint8Array, sequenceNumber = 9_000) =>
  aHubEvent({ body, sequenceNumber, properties: { ...replayProperties(content), source: 'test' } });

async function store(...events: ReturnType<typeof claiming>[]): Promise<void> {
  const others = { positions: new StoredPositions(), log: new MemoryLog(), now, end: unending };
  await storeTweets({ ...aBatch([]), events }, { tweets, deadLetters: letters, ...others });
}

const letter = aDeadLetter({ sequenceNumber: 1, body: Buffer.from('{"the": "original"') });

describe('an event that claims to be the replay of a letter with another body', () => {
  beforeEach(() => letters.write([letter]));

  it('is stored, and the letter stays', async () => {
    await store(claiming(letter, tweetBody({ id: '20' })));
    expect(tweets.rows.size).toBe(1);
    expect([...letters.letters]).toEqual([[letter.name, letter.content]]);
  });

  it('becomes a letter of its own when it cannot be stored, and the letter stays', async () => {
    await store(claiming(letter, Buffer.from('{"forged": ')));
    expect(letters.letters.get(letter.name)).toEqual(letter.content);
    const [own] = [...letters.letters.values()].filter(({ sequenceNumber }) => sequenceNumber === 9_000);
    expect(own).toMatchObject({ attempt: 1, properties: { source: 'test', ...replayProperties(letter.content) } });
    expect(letters.letters.size).toBe(2);
  });

  it('has the id of its own position when it is a bare text', async () => {
    await store(claiming(letter, Buffer.from('a bare text')));
    expect([...tweets.rows.values()].map(({ id }) => id)).toEqual([expect.stringMatching(/^text-\d+-9000-/)]);
  });

  it('changes nothing of a true replay in the same batch', async () => {
    await store(
      claiming(letter, tweetBody({ id: '20' }), 9_000),
      claiming(letter, Buffer.from(letter.content.body, 'base64'), 9_001),
    );
    expect([...letters.letters.values()]).toEqual([expect.objectContaining({ sequenceNumber: 1, attempt: 2 })]);
    expect(tweets.rows.size).toBe(1);
  });

  it('is given again while nobody can tell, since the letters cannot be read', async () => {
    letters.down = true;
    await expect(store(claiming(letter, tweetBody({ id: '20' })))).rejects.toThrow('Storage is down.');
    expect(tweets.rows.size).toBe(0);
  });
});

it.each<readonly [string, string, string]>([
  ['bad bodies, each a letter', '{"the": "original"', '{"forged": '],
  ['texts, each a row', 'the original', 'forged'],
])(
  'an event that claims the place of another one in its batch leaves that one alone: %s',
  async (_, original, forged) => {
    const first = aHubEvent({ sequenceNumber: 1, body: Buffer.from(original) });
    await store(first, claiming(aDeadLetter({ sequenceNumber: 1 }), Buffer.from(forged)));
    const bodies = [...letters.letters.values()].map(({ body }) => Buffer.from(body, 'base64').toString());
    expect([...bodies, ...[...tweets.rows.values()].map(({ text }) => text)]).toEqual([original, forged]);
  },
);

it('a true replay that is delivered together with its event is one letter', async () => {
  const body = Buffer.from('{"the": "original"');
  const written: DeadLetter[] = [];
  const write = letters.write.bind(letters);
  letters.write = (given, end) => {
    written.push(...given);
    return write(written, end);
  };
  await store(aHubEvent({ sequenceNumber: 1, body }), claiming(letter, body));
  // Several are written at a time, so two of one name would be in no order.
  expect(written).toMatchObject([{ name: letter.name, content: { attempt: 2 } }]);
  expect([...letters.letters.keys()]).toEqual([letter.name]);
});

it('a true replay that is delivered again, when its letter is gone, keeps the id of its origin', async () => {
  const body = Buffer.from('a bare text');
  const text = aDeadLetter({ sequenceNumber: 1, body });
  await letters.write([text]);
  await store(claiming(text, body));
  expect(letters.letters.size).toBe(0);
  await store(claiming(text, body));
  expect([...tweets.rows.values()].map(({ id }) => id)).toEqual([expect.stringMatching(/^text-\d+-1-/)]);
});

describe('events that claim one letter, which is gone', () => {
  const bodiesKept = () => [
    ...[...letters.letters.values()].map(({ body }) => Buffer.from(body, 'base64').toString()),
    ...[...tweets.rows.values()].map(({ text }) => text),
  ];

  it.each([
    ['bad bodies, each a letter', '{"a', '{"b'],
    ['texts, each a row', 'text a', 'text b'],
    ['a text and a bad body', 'text a', '{"b'],
  ])('are each kept: %s', async (_, ...bodies) => {
    await store(...bodies.map((body, index) => claiming(letter, Buffer.from(body), 9_000 + index)));
    expect(bodiesKept().toSorted()).toEqual(bodies.toSorted());
  });

  it('may claim each other, and are still each kept', async () => {
    const one = claiming(letter, Buffer.from('text a'), 9_000);
    const two = claiming(letter, Buffer.from('text b'), 9_001);
    const three = claiming(aDeadLetter({ sequenceNumber: 9_001 }), Buffer.from('text c'), 9_002);
    await store(one, two, three);
    expect(bodiesKept()).toEqual(['text a', 'text b', 'text c']);
  });

  it('are one row when they are one replay, sent twice', async () => {
    await store(...[9_000, 9_001].map((sequenceNumber) => claiming(letter, Buffer.from('a text'), sequenceNumber)));
    expect([...tweets.rows.values()].map(({ id }) => id)).toEqual([expect.stringMatching(/^text-\d+-1-/)]);
  });
});

it('an event of another partition, or one before its origin, is no replay, whatever its body', async () => {
  await letters.write([letter]);
  const body = Buffer.from(letter.content.body, 'base64');
  await store({ ...claiming(letter, body), partition: '2' }, { ...claiming(letter, body), sequenceNumber: 0 });
  expect(letters.letters.get(letter.name)).toEqual(letter.content);
  expect(letters.letters.size).toBe(3);
});
