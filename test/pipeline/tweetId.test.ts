import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareTweetIds, isTweetId, tweetIdAt, tweetIdTime } from '../../src/pipeline/tweetId.ts';

describe('the id of a tweet', () => {
  it.each(['0', '20', '2083157183716917248', '9999999999999999999'])('can be %s', (id) => {
    expect(isTweetId(id)).toBe(true);
  });

  it.each([
    '',
    '00',
    '007',
    '-1',
    '1.5',
    '1e3',
    '0x10',
    ' 12 ',
    '12\n',
    '10000000000000000000',
    '१२',
    20,
    20n,
    null,
    undefined,
    {},
  ])('cannot be %p', (id) => {
    expect(isTweetId(id)).toBe(false);
  });

  it('holds the time it was made at', () => {
    expect(new Date(tweetIdTime('2083157183716917248')).toISOString()).toBe('2026-07-31T11:45:50.444Z');
    expect(tweetIdAt(Date.UTC(2026, 10, 20), 0)).toBe('2123566994027446272');
  });

  it('gives the time back that it was made of, whatever the counter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_288_834_974_657, max: 3_000_000_000_000 }),
        fc.nat(2 ** 22 - 1),
        (ms, counter) => {
          expect(tweetIdTime(tweetIdAt(ms, counter))).toBe(ms);
        },
      ),
    );
  });

  it('is compared as a number: as a text, 999 would come after 1000, as a double, neighbours would be equal', () => {
    expect(['1000', '999', '2083157183716917249', '2083157183716917248', '999'].sort(compareTweetIds)).toEqual([
      '999',
      '999',
      '1000',
      '2083157183716917248',
      '2083157183716917249',
    ]);
  });
});
