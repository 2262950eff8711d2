import { describe, expect, it } from '@jest/globals';
import { partitionKeyHash, partitionOfKey } from '../../../../local/eventHubs/meaning/partitionKeyHash.ts';

/** Vectors made with the JS, .NET and Java clients' own code (azure-sdk-for-js, partitionKeyToIdMapper.ts). */
describe("the service's hash of a partition key", () => {
  it.each([
    ['alphabet', -23478, [0, 2, 6, 22]],
    ['TeStInG', 28955, [1, 3, 3, 27]],
    ['1234567890', -17962, [0, 2, 2, 10]],
    ['0', 28433, [1, 1, 1, 17]],
    ['a', -16220, [0, 0, 4, 28]],
    ['device-1', 26788, [0, 0, 4, 4]],
    ['ä', -30308, [0, 0, 4, 4]],
  ])('of %s is %i', (key, hash, partitions) => {
    expect(partitionKeyHash(key)).toBe(hash);
    expect([2, 4, 8, 32].map((count) => partitionOfKey(key, count))).toEqual(partitions);
  });

  it.each([
    ['alphabet', 3, 0],
    ['alphabet', 11, 4],
    ['TheBestParitionEver', 4, 2],
    ['TheWorstParitionEver', 15, 1],
    ['abcdefghijkl', 8, 5],
    ['abcdefghijklm', 8, 7],
    ['日本', 32, 12],
  ])('puts %s, with %i partitions, on partition %i', (key, count, partition) => {
    expect(partitionOfKey(key, count)).toBe(partition);
  });

  it.each([
    ['abcdefghijkl', -2373],
    ['abcdefghijklm', -31855],
    ['日本', 27948],
    ['', 0],
  ])('of "%s", at the edge of a block or beyond ASCII, is %i', (key, hash) => {
    expect(partitionKeyHash(key)).toBe(hash);
  });
});
