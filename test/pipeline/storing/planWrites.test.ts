import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredTweet } from '../../../src/pipeline/storedTweet.ts';
import { brokenLimit } from '../../../src/pipeline/storing/brokenLimit.ts';
import { planWrites } from '../../../src/pipeline/storing/planWrites.ts';
import { aStoredTweet } from '../../support/aStoredTweet.ts';
import { scaled } from '../../support/scale.ts';

const row = aStoredTweet();
const rows = (count: number, parts: (index: number) => Partial<StoredTweet>) =>
  Array.from({ length: count }, (_, index): StoredTweet => ({ ...row, rowKey: String(index), ...parts(index) }));
const sizes = (tweets: readonly StoredTweet[]) => planWrites(tweets).requests.map(({ length }) => length);

describe('planning writes', () => {
  it('makes even requests of at most a hundred rows of one partition key', () => {
    expect(sizes(rows(100, () => ({})))).toEqual([100]);
    expect(sizes(rows(101, () => ({})))).toEqual([51, 50]);
    expect(sizes(rows(250, () => ({})))).toEqual([84, 84, 82]);
    expect(sizes(rows(10, (index) => ({ partitionKey: String(index % 3) })))).toEqual([4, 3, 3]);
    expect(planWrites([])).toEqual({ requests: [], superseded: [], refused: [] });
  });

  it('keeps each request below 4 MiB, counting what the client makes of a character', () => {
    // 20,000 units of six bytes each: 120 kB of JSON.
    expect(sizes(rows(100, () => ({ text: '流'.repeat(20_000) })))).toEqual([33, 33, 33, 1]);
    expect(sizes(rows(100, () => ({ text: 'a'.repeat(20_000) })))).toEqual([100]);
    expect(sizes(rows(8, () => ({ text: '"'.repeat(500_000) }))).every((size) => size <= 1)).toBe(true);
  });

  it('lets the later of two rows win, and tells of the earlier', () => {
    const [one, two, three] = ['1', '2', '3'].map((text) => ({ ...row, text }));
    const { requests, superseded, refused } = planWrites([one, two, three].filter((each) => each !== undefined));
    expect(requests.flat().map(({ tweet }) => tweet)).toEqual([three]);
    expect(superseded).toEqual([one, two]);
    expect(refused).toEqual([]);
  });

  it('says why storage can never take a row, and takes the version before it', () => {
    const good = { ...row, text: 'good' };
    const { requests, superseded, refused } = planWrites([good, { ...row, text: 'a'.repeat(524_288) }]);
    expect(requests.flat().map(({ tweet }) => tweet)).toEqual([good]);
    expect(superseded).toEqual([]);
    expect(refused.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The row takes 10\d{5} bytes, of 1048576/),
    ]);
  });

  it('takes texts for different rows that only escaping makes legal', () => {
    expect(sizes(['/', '~002f', '\u0000', '~0000', '\ud800', '\udc00'].map((rowKey) => ({ ...row, rowKey })))).toEqual([
      6,
    ]);
  });

  it('accounts for every row of any batch once, within every limit', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'b', '/', '~002f', '\ud800'),
      fc.string({ unit: 'binary', maxLength: 700 }),
    );
    const unit = fc.constantFrom('a', '"', '流', '👋', '\u0001');
    const long = (most: number) => fc.tuple(unit, fc.nat(most)).map(([each, times]) => each.repeat(times));
    const text = fc.oneof(
      { weight: 6, arbitrary: fc.string({ unit: 'binary' }) },
      { weight: 3, arbitrary: long(40_000) },
      { weight: 1, arbitrary: long(600_000) },
    );
    const time = fc.oneof(fc.constant(new Date()), fc.date({ noInvalidDate: false }));
    const anyRow = fc.record({ partitionKey: key, rowKey: key, text, createdAt: time });
    const batch = fc.array(anyRow, { maxLength: 250, size: 'max' });
    fc.assert(
      fc.property(batch, (given) => {
        const tweets = given.map((parts): StoredTweet => ({ ...row, ...parts }));
        const { requests, superseded, refused } = planWrites(tweets);
        const written = requests.flat().map(({ tweet }) => tweet);
        expect(new Set([...written, ...superseded, ...refused.map(({ tweet }) => tweet)])).toEqual(new Set(tweets));
        expect(written.length + superseded.length + refused.length).toBe(tweets.length);
        const keys = requests.flat().map(({ entity }) => `${entity.partitionKey}/${entity.rowKey}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const request of requests) {
          expect(request.length >= 1 && request.length <= 100).toBe(true);
          expect(new Set(request.map(({ entity }) => entity.partitionKey)).size).toBe(1);
          for (const { entity } of request) expect(brokenLimit(entity)).toBeUndefined();
        }
      }),
      { numRuns: scaled(100) },
    );
  });
});
