import type { Retention } from '../../options.ts';
import type { BlockCache } from './blockCache.ts';
import type { SegmentFiles } from './segmentFiles.ts';
import type { HubIdentity } from './segmentHead.ts';

/** Where a partition is, whose it is, and how it is kept. */
export interface PartitionPlace {
  readonly files: SegmentFiles;
  readonly cache: BlockCache;
  readonly hub: HubIdentity;
  readonly partition: number;
  readonly folder: string;
  /** How the folder is called in errors. */
  readonly label: string;
  readonly retention: Retention;
  readonly sync: boolean;
  readonly log: (line: string) => void;
}
