import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowTime } from '../../../src/pipeline/forgetting/rowTime.ts';
import { idTime, rowKeys } from '../../../src/pipeline/rowKeys.ts';
import { latestTimeMs, textId } from '../../../src/pipeline/textId.ts';

const tweetIds = fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }).map(String);
const textIds = fc
  .record({ sequenceNumber: fc.maxSafeNat(), ms: fc.integer({ min: 0, max: latestTimeMs }) })
  .map(({ sequenceNumber, ms }) => textId({ hub: 'a', partition: '1', sequenceNumber, enqueuedTime: new Date(ms) }));

describe('the time of a row', () => {
  it('is that of its id, read from its keys alone', () => {
    fc.assert(
      fc.property(fc.oneof(tweetIds, textIds), (id) => {
        expect(rowTime(rowKeys(id) ?? { rowKey: '' })).toBe(idTime(id));
      }),
    );
  });

  it.each(['', '123', 'text-', 'text-1-2', 'x'.repeat(19)])('is unknown for the foreign key %p', (rowKey) => {
    expect(rowTime({ rowKey })).toBeUndefined();
  });
});
