import { describe, expect, it } from '@jest/globals';
import { startEventHubs } from '../../../local/eventHubs/index.ts';

describe('starting with options that cannot be served', () => {
  it.each([
    [{ hub: [] }, 'No hub is defined'],
    [{ hub: [{ name: '', partitionCount: 1 }] }, 'Hub name "" is not valid'],
    [{ hub: [{ name: 'a/b', partitionCount: 1 }] }, 'Hub name "a/b" is not valid'],
    [{ hub: [{ name: 'a', partitionCount: 0 }] }, 'Hub "a" has 0 partitions. Choose from 1 to 1024.'],
    [{ hub: [{ name: 'a', partitionCount: 1.5 }] }, 'has 1.5 partitions'],
    [
      {
        hub: [
          { name: 'a', partitionCount: 1 },
          { name: 'A', partitionCount: 1 },
        ],
      },
      'Hub "A" is defined twice',
    ],
    [
      { hub: [{ name: 'a', partitionCount: 1, consumerGroups: ['x y'] }] },
      'Consumer group "x y" of hub "a" is not valid',
    ],
    [{ hub: [{ name: 'a', partitionCount: 1 }], retentionMib: 5 / 1024 / 1024 }, 'A retention of 5 bytes is too small'],
  ])('%j fails in words', async (options, text) => {
    await expect(startEventHubs({ port: 0, ...options })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(text),
    });
  });
});
