import { describe, expect, it } from '@jest/globals';
import { brokenLimit, entityBytes } from '../../../src/pipeline/storing/brokenLimit.ts';
import type { ColumnValue } from '../../../src/pipeline/storing/entity.ts';
import { tweetEntity } from '../../../src/pipeline/storing/tweetEntity.ts';
import { aStoredTweet } from '../../support/aStoredTweet.ts';

const entity = (columns: Readonly<Record<string, ColumnValue>>) => ({ partitionKey: 'p', rowKey: 'r', ...columns });
const many = (count: number, value: ColumnValue) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, value]));

// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
describe('the limits of Table storage, also those that Azurite does not know', () => {
  it.each([
    ['a text of 32,768 units', { text: 'a'.repeat(32_768) }, undefined],
    ['a text of 32,769 units', { text: 'a'.repeat(32_769) }, 'Column text holds more than 32768 UTF-16 units.'],
    ['252 columns', many(252, 1), undefined],
    ['253 columns', many(253, 1), 'The row has 253 columns, of 252 at most.'],
    ['the largest Int64', { count: 2n ** 63n - 1n }, undefined],
    ['an Int64 too large', { count: 2n ** 63n }, 'Column count holds more than 64 bits.'],
    ['no number', { count: Number.NaN }, 'Column count holds no finite number.'],
    ['the first of times', { time: new Date('1601-01-01T00:00:00Z') }, undefined],
    [
      'a time before it',
      { time: new Date('1600-12-31T23:59:59.999Z') },
      'Column time holds no time between 1601 and 9999.',
    ],
    ['the last of times', { time: new Date('9999-12-31T23:59:59.999Z') }, undefined],
    ['a time that is none', { time: new Date(Number.NaN) }, 'Column time holds no time between 1601 and 9999.'],
  ])('hold for %s', (_what, columns, broken) => {
    expect(brokenLimit(entity(columns))).toBe(broken);
  });

  it('hold for keys of 512 characters', () => {
    expect(brokenLimit({ partitionKey: 'p'.repeat(512), rowKey: 'r'.repeat(512) })).toBeUndefined();
    expect(brokenLimit({ partitionKey: 'p'.repeat(513), rowKey: 'r' })).toBe('A key has more than 512 characters.');
  });

  it('count two bytes for a unit of text, ASCII too, up to one MiB for a row', () => {
    // 4 and the keys' 4; 12 and 4 for name and text of each of 15 columns.
    const fifteen = many(15, 'a'.repeat(32_768));
    const bytes = 4 + 4 + 15 * (12 + 2 * 32_768) + 2 * (10 * 2 + 5 * 3);
    expect(entityBytes(entity(fifteen))).toBe(bytes);
    const rest = (1024 * 1024 - bytes - 14) / 2;
    expect(brokenLimit(entity({ ...fifteen, z: 'a'.repeat(rest) }))).toBeUndefined();
    expect(brokenLimit(entity({ ...fifteen, z: 'a'.repeat(rest + 1) }))).toBe(
      'The row takes 1048578 bytes, of 1048576 at most.',
    );
  });

  it('count each type as the service says', () => {
    const empty = entityBytes(entity({}));
    const sizes = [7, -1, 2 ** 31, 0.5, 7n, true, new Date(0), ''].map(
      (value) => entityBytes(entity({ n: value })) - empty,
    );
    expect(sizes.map((size) => size - 10)).toEqual([4, 4, 8, 8, 8, 1, 8, 4]);
  });

  it('leave room for every row that a post of X can make, whose columns have legal names', () => {
    const row = tweetEntity(aStoredTweet({ text: '流'.repeat(25_000), entities: { a: '流'.repeat(25_000) } }));
    expect(brokenLimit(row)).toBeUndefined();
    for (const name of Object.keys(row)) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/);
  });
});
