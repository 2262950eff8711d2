import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowKeys } from '../../../../src/pipeline/rowKeys.ts';
import { textId } from '../../../../src/pipeline/textId.ts';
import { tweetIdAt } from '../../../../src/pipeline/tweetId.ts';
import { type RowRange, rowRanges } from '../../../../tools/verify/account/rowRanges.ts';

const now = Date.UTC(2026, 10, 20, 22, 30);
const tweet = fc.tuple(fc.nat(3 * 3_600_000), fc.nat(100)).map(([later, counter]) => tweetIdAt(now + later, counter));
const text = fc
  .nat(10_000)
  .map((sequenceNumber) => textId({ hub: 'tweets', partition: '1', sequenceNumber, enqueuedTime: new Date(now) }));
const ids = fc.uniqueArray(fc.oneof(tweet, text), { maxLength: 60 });
const keys = fc.record({
  partitionKey: fc.oneof(
    tweet.map((id) => rowKeys(id)?.partitionKey ?? ''),
    fc.string(),
  ),
  rowKey: fc.oneof(
    tweet.map((id) => rowKeys(id)?.rowKey ?? ''),
    fc.uuid(),
    fc.string(),
  ),
});

/** As storage compares them. */
function isIn({ partitionKey, from, before }: RowRange, row: { partitionKey: string; rowKey: string }): boolean {
  const isRow = (from === undefined || row.rowKey >= from) && (before === undefined || row.rowKey < before);
  if ('is' in partitionKey) return row.partitionKey === partitionKey.is && isRow;
  const { after, before: end } = partitionKey;
  return (after === undefined || row.partitionKey > after) && (end === undefined || row.partitionKey < end) && isRow;
}

describe('the ranges of a table', () => {
  it('hold every row once, also those that nobody expects', () => {
    fc.assert(
      fc.property(ids, keys, (expected, row) => {
        expect(rowRanges(expected, 7).filter((range) => isIn(range, row))).toHaveLength(1);
      }),
    );
  });

  it('hold at most so many tweets that are expected', () => {
    fc.assert(
      fc.property(ids, (expected) => {
        const rows = expected.filter((id) => !id.startsWith('text')).map((id) => rowKeys(id));
        for (const range of rowRanges(expected, 2)) {
          expect(rows.filter((row) => row !== undefined && isIn(range, row)).length).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it('are the whole table when nothing is expected', () => {
    expect(rowRanges([])).toEqual([{ partitionKey: {} }]);
  });
});
