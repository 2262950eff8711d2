import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketsPerHour, hourOf, rowKeys } from '../../src/pipeline/rowKeys.ts';
import { textId } from '../../src/pipeline/textId.ts';
import { tweetIdAt } from '../../src/pipeline/tweetId.ts';

const tweetIds = fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }).map(String);
const textIds = fc
  .record({
    hub: fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,255}$/),
    partition: fc.nat(1023).map(String),
    sequenceNumber: fc.maxSafeNat(),
    enqueuedTime: fc.integer({ min: 0, max: 253_402_300_799_999 }).map((ms) => new Date(ms)),
  })
  .map(textId);

describe('the keys of a row', () => {
  it('hold the UTC hour of the id, a bucket, and the id counted down', () => {
    expect(rowKeys('2083157183716917248')).toEqual({ partitionKey: '2026073111-2', rowKey: '7916842816283082751' });
  });

  it('never change: they are part of the data that is already stored', () => {
    expect(rowKeys('0')).toEqual({ partitionKey: '2010110401-3', rowKey: '9999999999999999999' });
    expect(rowKeys('9999999999999999999')).toEqual({ partitionKey: '2086052319-2', rowKey: '0000000000000000000' });
    expect(rowKeys('text-1795212900250-7-3-tweets')).toEqual({
      partitionKey: '2026112022-3',
      rowKey: 'text-9998204787099749-9999999999999992-3-tweets',
    });
  });

  it('are none for what is no id', () => {
    expect(rowKeys('x')).toBeUndefined();
    expect(rowKeys('text-1-2-3-')).toBeUndefined();
  });

  it('are legal in Table storage, for every id', () => {
    fc.assert(
      fc.property(fc.oneof(tweetIds, textIds), (id) => {
        const { partitionKey = '', rowKey = '' } = rowKeys(id) ?? {};
        expect(partitionKey).toMatch(/^\d{10}-[0-3]$/);
        expect(rowKey).toMatch(/^[a-z0-9._-]{19,512}$/);
      }),
    );
  });

  it('differ for two ids', () => {
    fc.assert(
      fc.property(fc.oneof(tweetIds, textIds), fc.oneof(tweetIds, textIds), (one, other) => {
        fc.pre(one !== other);
        expect(rowKeys(one)).not.toEqual(rowKeys(other));
      }),
    );
  });

  it('sort tweets newest first', () => {
    fc.assert(
      fc.property(tweetIds, tweetIds, (one, other) => {
        fc.pre(BigInt(one) > BigInt(other));
        expect((rowKeys(one)?.rowKey ?? '') < (rowKeys(other)?.rowKey ?? '')).toBe(true);
      }),
    );
  });

  it('sort bare texts after tweets, newest first among themselves', () => {
    const ids = [
      '9999999999999999999',
      '0',
      'text-2000-1-0-hub',
      'text-1000-9-0-hub',
      'text-1000-8-0-hub',
      'text-999-10-0-hub',
    ];
    const keys = ids.map((id) => rowKeys(id)?.rowKey);
    expect(keys.toReversed().sort()).toEqual(keys);
  });

  it('spread the ids of a quiet time, whose low bits are all 0, over the buckets', () => {
    const counts = Array.from({ length: bucketsPerHour }, () => 0);
    for (let index = 0; index < 4000; index += 1) {
      const bucket = Number(rowKeys(tweetIdAt(Date.UTC(2026, 10, 20, 22) + index * 900, 0))?.partitionKey.slice(-1));
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('name an hour by its UTC digits', () => {
    expect(hourOf(Date.UTC(2026, 0, 2, 3, 59, 59, 999))).toBe('2026010203');
  });
});
