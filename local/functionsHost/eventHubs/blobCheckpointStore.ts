import type { CheckpointStore, PartitionOwnership } from '@azure/event-hubs';
import type { Checkpoints, StoredCheckpoint } from './checkpoints.ts';
import type { PartitionOwnerships } from './partitionOwnership.ts';

export interface StoreParts {
  readonly ownerships: PartitionOwnerships;
  readonly checkpoints: Checkpoints;
  /** Told at every look at the ownerships, so that a partition that another host has taken is given up. */
  readonly onOwnerships: (found: readonly PartitionOwnership[]) => void;
  /** Told of every checkpoint found when a partition is taken. */
  readonly onCheckpoint: (found: StoredCheckpoint) => void;
}

/** The SDK's view of our blobs. The namespaces that the SDK gives carry the port, so they do not name any blob. */
export function blobCheckpointStore({
  ownerships,
  checkpoints,
  onOwnerships,
  onCheckpoint,
}: StoreParts): CheckpointStore {
  return {
    listOwnership: async () => {
      const found = await ownerships.list();
      onOwnerships(found);
      return found;
    },
    claimOwnership: (wanted) => ownerships.claim(wanted),
    updateCheckpoint: ({ partitionId, offset, sequenceNumber }) =>
      checkpoints.write(partitionId, { offset, sequenceNumber }),
    listCheckpoints: async (fullyQualifiedNamespace, eventHubName, consumerGroup) => {
      const found = await checkpoints.list();
      found.forEach(onCheckpoint);
      return found.map(({ partition, offset, sequenceNumber }) => ({
        fullyQualifiedNamespace,
        eventHubName,
        consumerGroup,
        partitionId: partition,
        offset,
        sequenceNumber,
      }));
    },
  };
}
