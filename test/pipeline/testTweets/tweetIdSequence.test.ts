import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tweetIdSequence } from '../../../src/pipeline/testTweets/tweetIdSequence.ts';
import { compareTweetIds, idsPerMillisecond, isTweetId, tweetIdTime } from '../../../src/pipeline/tweetId.ts';

const start = Date.UTC(2026, 10, 20);

describe('ids in a row', () => {
  it('carry the time of the clock', () => {
    let now = start;
    const nextId = tweetIdSequence(() => now);
    expect(tweetIdTime(nextId())).toBe(start);
    now += 5000;
    expect(tweetIdTime(nextId())).toBe(start + 5000);
  });

  it('rise without ever repeating, however the clock steps, in fractions and backwards too', () => {
    const steps = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 100 });
    fc.assert(
      fc.property(steps, (jumps) => {
        let now = start;
        const nextId = tweetIdSequence(() => now);
        const ids = jumps.map((jump) => {
          now += jump;
          return nextId();
        });
        expect(ids.every(isTweetId)).toBe(true);
        expect(ids.toSorted(compareTweetIds)).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('go into the next millisecond when one is full', () => {
    const nextId = tweetIdSequence(() => start);
    let last = '';
    for (let count = 0; count < idsPerMillisecond + 1; count += 1) last = nextId();
    expect(tweetIdTime(last)).toBe(start + 1);
  });

  it('are not those of another start, a millisecond later', () => {
    const take = (now: number) => {
      const nextId = tweetIdSequence(() => now);
      return Array.from({ length: 1000 }, nextId);
    };
    expect(new Set([...take(start), ...take(start + 1)]).size).toBe(2000);
  });
});
