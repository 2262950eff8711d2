import { describe, expect, it } from '@jest/globals';
import {
  ForeignCheckpointError,
  parsePartitions,
  refuseForeignCheckpoints,
  sayBacklog,
} from '../../../local/supervision/hubAtStart.ts';

const partition = (partition: string, beginSequenceNumber: number, lastSequenceNumber: number) => ({
  hub: 'tweets',
  partition,
  beginSequenceNumber,
  lastSequenceNumber,
});
const checkpoint = (partition: string, sequenceNumber: number, consumerGroup = 'store') => ({
  consumerGroup,
  partition,
  sequenceNumber,
});

describe('a checkpoint of the local hub', () => {
  it('belongs to it up to the last event that it ever had', () => {
    expect(() => refuseForeignCheckpoints([partition('0', 3, 9)], [checkpoint('0', 9)])).not.toThrow();
    // Retention takes events, never their numbers.
    expect(() => refuseForeignCheckpoints([partition('0', 10, 9)], [checkpoint('0', 9)])).not.toThrow();
    expect(() => refuseForeignCheckpoints([partition('0', 3, 9)], [])).not.toThrow();
  });

  it.each([
    ['beyond the last event', [partition('0', 0, 9)], checkpoint('0', 10)],
    ['in a hub that never had an event', [partition('0', 0, -1)], checkpoint('0', 0)],
    ['in a partition that the hub does not have', [partition('0', 0, 9)], checkpoint('1', 2)],
    ['of another group', [partition('0', 0, 9)], checkpoint('0', 12, 'windows')],
  ])('is of an earlier hub when it stands %s', (_where, partitions, foreign) => {
    expect(() => refuseForeignCheckpoints(partitions, [foreign])).toThrow(ForeignCheckpointError);
    expect(() => refuseForeignCheckpoints(partitions, [foreign])).toThrow(
      `consumer group "${foreign.consumerGroup}" in partition ${foreign.partition} stands at sequence number ${foreign.sequenceNumber}`,
    );
  });
});

describe('what earlier runs have left in the hub', () => {
  it('is what lies after the checkpoints of the group that stores, or everything where there is none', () => {
    const partitions = [partition('0', 0, 9), partition('1', 0, 4), partition('2', 0, 1)];
    expect(sayBacklog(partitions, [checkpoint('0', 6), checkpoint('1', 4), checkpoint('2', 1, 'windows')])).toBe(
      'The hub goes on with 17 events of earlier runs; 5 of them wait for "store".',
    );
  });

  it('does not count what retention has taken', () => {
    expect(sayBacklog([partition('0', 8, 9)], [checkpoint('0', 2)])).toContain('with 2 events of earlier runs; 2 of');
  });

  it('is not spoken of when it is nothing', () => {
    expect(sayBacklog([partition('0', 0, -1), partition('1', 7, 6)], [])).toBeUndefined();
  });
});

it('takes no other answer for a list of partitions', () => {
  expect(() => parsePartitions(undefined)).toThrow('did not tell its partitions');
});
