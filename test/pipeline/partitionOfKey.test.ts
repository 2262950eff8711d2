import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partitionKeyHash, partitionOfKey } from '../../src/pipeline/partitionOfKey.ts';

describe('the partition of a key', () => {
  // The spelling "Parition" belongs to the vectors of Azure's own clients.
  it.each([
    ['alphabet', -23478, 2, 0],
    ['alphabet', -23478, 3, 0],
    ['alphabet', -23478, 11, 4],
    ['alphabet', -23478, 32, 22],
    ['TeStInG', 28955, 8, 3],
    ['1234567890', -17962, 8, 2],
    ['0', 28433, 32, 17],
    ['a', -16220, 8, 4],
    ['device-1', 26788, 32, 4],
    ['ä', -30308, 8, 4],
    ['日本', 27948, 32, 12],
    ['abcdefghijkl', -2373, 8, 5],
    ['abcdefghijklm', -31855, 8, 7],
    ['', 0, 4, 0],
  ])('of %p is the one that the service gives', (key, hash, count, partition) => {
    expect(partitionKeyHash(key)).toBe(hash);
    expect(partitionOfKey(key, count)).toBe(partition);
  });

  it.each([
    ['TheBestParitionEver', 4, 2],
    ['TheWorstParitionEver', 15, 1],
  ])('of %p of %i is the one that the service gives', (key, count, partition) => {
    expect(partitionOfKey(key, count)).toBe(partition);
  });

  it('always exists', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1024 }), (key, count) => {
        const partition = partitionOfKey(key, count);
        expect(Number.isInteger(partition) && partition >= 0 && partition < count).toBe(true);
      }),
    );
  });
});
