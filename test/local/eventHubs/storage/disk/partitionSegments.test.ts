import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BlockCache } from '../../../../../local/eventHubs/storage/disk/blockCache.ts';
import { newSegment } from '../../../../../local/eventHubs/storage/disk/newSegment.ts';
import { nodeSegmentFiles } from '../../../../../local/eventHubs/storage/disk/nodeSegmentFiles.ts';
import type { PartitionPlace } from '../../../../../local/eventHubs/storage/disk/partitionPlace.ts';
import { PartitionSegments } from '../../../../../local/eventHubs/storage/disk/partitionSegments.ts';
import { countersOfNewLog } from '../../../../../local/eventHubs/storage/logCounters.ts';
import { temporaryFolder } from '../../../../support/temporaryFolder.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

function aPlace(): PartitionPlace {
  return {
    files: nodeSegmentFiles,
    cache: new BlockCache(1000),
    hub: { id: '0'.repeat(32), createdAt: 0 },
    partition: 0,
    folder: folder.path,
    label: 'partition',
    retention: { bytes: 64 * 1024, milliseconds: 1000 },
    sync: false,
    log: () => undefined,
  };
}

describe('the segments of a partition', () => {
  it('are never two of one name: without events since, none is begun', async () => {
    const place = aPlace();
    const state = { counters: countersOfNewLog, producers: [] };
    const segments = new PartitionSegments(place, [newSegment(place, state)]);
    const { first } = segments;
    segments.begin(state);
    expect(segments.last).toBe(first);
    segments.begin({ ...state, counters: { last: { sequenceNumber: 0, offset: 0, enqueuedTime: 1 }, nextOffset: 72 } });
    expect(segments.last).not.toBe(first);
    await segments.close();
  });
});
