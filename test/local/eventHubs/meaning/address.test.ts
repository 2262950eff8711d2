import { describe, expect, it } from '@jest/globals';
import { parseAddress, pathOf } from '../../../../local/eventHubs/meaning/address.ts';

describe('an address', () => {
  it.each([
    ['$cbs', { node: 'cbs' }],
    ['amqps://ns.example/$cbs', { node: 'cbs' }],
    ['$management', { node: 'management' }],
    ['hub/$management', { node: 'management' }],
    ['amqps://localhost:5672/hub/$management', { node: 'management' }],
    ['hub', { node: 'hub', hub: 'hub', partition: undefined }],
    ['/hub/', { node: 'hub', hub: 'hub', partition: undefined }],
    ['hub/Partitions/7', { node: 'hub', hub: 'hub', partition: '7' }],
    ['/hub/partitions/7', { node: 'hub', hub: 'hub', partition: '7' }],
    ['hub/ConsumerGroups/$Default/Partitions/0', { node: 'reader', hub: 'hub', group: '$Default', partition: '0' }],
    [
      'amqps://localhost/hub/ConsumerGroups/%24Default/Partitions/0',
      { node: 'reader', hub: 'hub', group: '$Default', partition: '0' },
    ],
    ['', { node: 'unknown', path: '' }],
    ['hub/Partitions', { node: 'unknown', path: 'hub/Partitions' }],
    ['hub/ConsumerGroups/g', { node: 'unknown', path: 'hub/ConsumerGroups/g' }],
    ['hub/ConsumerGroups/g/Partitions/0/more', { node: 'unknown', path: 'hub/ConsumerGroups/g/Partitions/0/more' }],
    ['hub/%zz', { node: 'unknown', path: 'hub/%zz' }],
  ])('%s names what it names', (written, named) => {
    expect(parseAddress(written)).toEqual(named);
  });

  it('may hold a run of slashes, of which only those around it are taken off', async () => {
    const run = '/'.repeat(60_000);
    expect(pathOf(`sb://host${run}a${run}b${run}`)).toBe(`a${run}b`);
    expect(pathOf(run)).toBe('');
    // What holds the process up is seen only once its timers run again.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }, 2_000);
});
