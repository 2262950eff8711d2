import { describe, expect, it } from '@jest/globals';
import type { HubDefinition } from '../../../../local/eventHubs/index.ts';
import { resolveOptions } from '../../../../local/eventHubs/resolveOptions.ts';

const hubsOf = (...hub: readonly (HubDefinition | string)[]) => resolveOptions({ hub }).hubs;

describe('hubs', () => {
  it.each([
    ['tweets:4', { name: 'tweets', partitionCount: 4, consumerGroups: [] }],
    ['tweets:4:store', { name: 'tweets', partitionCount: 4, consumerGroups: ['store'] }],
    ['a.b_c-d:1024:x,Y.1', { name: 'a.b_c-d', partitionCount: 1024, consumerGroups: ['x', 'Y.1'] }],
    [
      { name: 'tweets', partitionCount: 1 },
      { name: 'tweets', partitionCount: 1, consumerGroups: [] },
    ],
    [`${'h'.repeat(256)}:1:${'g'.repeat(50)}`, { consumerGroups: ['g'.repeat(50)] }],
  ])('%j is served', (hub, expected) => {
    expect(hubsOf(hub)).toMatchObject([expected]);
  });

  it.each([
    ['tweets', 'Hub "tweets" is not of the form name:partitions[:group,…]. Write it as in tweets:4'],
    ['tweets:', 'is not of the form'],
    ['tweets:x', 'is not of the form'],
    ['tweets:-1', 'is not of the form'],
    ['tweets:4:a:b', 'is not of the form'],
    ['tweets:0', 'Hub "tweets" has 0 partitions. It must be a whole number from 1 to 1024.'],
    ['tweets:1025', 'Hub "tweets" has 1025 partitions.'],
    [{ name: 'a', partitionCount: 1.5 }, 'Hub "a" has 1.5 partitions.'],
    [':4', 'Hub name "" is not valid. It must be 1 to 256 letters, digits'],
    ['a/b:4', 'Hub name "a/b" is not valid.'],
    ['-a:4', 'Hub name "-a" is not valid.'],
    ['a.:4', 'Hub name "a." is not valid.'],
    [`${'h'.repeat(257)}:1`, 'is not valid'],
    ['a:4:x y', 'Consumer group "x y" of hub "a" is not valid. It must be 1 to 50 letters'],
    ['a:4:x,', 'Consumer group "" of hub "a" is not valid.'],
    [`a:4:${'g'.repeat(51)}`, 'is not valid'],
    ['a:4:x,X', 'Consumer group "X" of hub "a" is named twice.'],
    ['a:4:$default', 'Consumer group "$Default" of hub "a" exists by itself. Leave it out.'],
  ])('%j is refused (resource-name-rules, "Microsoft.EventHub")', (hub, message) => {
    expect(() => hubsOf(hub)).toThrow(message);
  });

  it('cannot have one name twice, since the service compares names without case', () => {
    expect(() => hubsOf('tweets:1', 'Tweets:2')).toThrow('Hub "Tweets" is defined twice. Name it once');
  });

  it('are at least one', () => {
    expect(() => hubsOf()).toThrow('No hub is defined. Give at least one');
  });
});
