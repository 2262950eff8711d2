import { messageOf } from '../functionsHostError.ts';
import type { Outcome } from '../invocation/executeWithRetries.ts';
import type { ConsumerPlace } from './blobNames.ts';
import type { Checkpoints, Position } from './checkpoints.ts';
import type { EventHubListenerOptions } from './eventHubListenerOptions.ts';
import { PartitionRun } from './partitionRun.ts';
import type { ReceivedEvent } from './receivedEvent.ts';

export interface OwnedPartition {
  readonly partition: string;
  readonly place: ConsumerPlace;
  readonly checkpoints: Checkpoints;
  /** When its checkpoint was written, if there is one. Milliseconds since 1970. */
  readonly checkpointAt: number | undefined;
  readonly report: (text: string) => void;
}

/** The run of a partition that was just taken: which batches, for which function, checkpointed where. */
export function createPartitionRun(listener: EventHubListenerOptions, owned: OwnedPartition): PartitionRun {
  const { options, trigger, clock, stopping } = listener;
  return new PartitionRun({
    min: trigger.isBatched ? options.minEventBatchSize : 1,
    max: options.maxEventBatchSize,
    maxWaitMs: options.maxWaitMs,
    checkpointEvery: options.batchCheckpointFrequency,
    checkpointAt: owned.checkpointAt,
    clock,
    stopping,
    execute: (batch, isCheckpointing, signal) => execute(listener, owned, batch, isCheckpointing, signal),
    writeCheckpoint: (position) => (options.enableCheckpointing ? write(owned, position) : Promise.resolve()),
  });
}

function execute(
  { runner, trigger, name, log, options }: EventHubListenerOptions,
  { partition, place }: OwnedPartition,
  batch: readonly ReceivedEvent[],
  isCheckpointing: boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const range = `${batch[0]?.sequenceNumber}-${batch.at(-1)?.sequenceNumber}`;
  const details = `PartitionId: ${partition}, SequenceNumber: ${range}, Count: ${batch.length}`;
  log.entry(`Function.${name}`, 'debug', `Trigger Details: ${details}`);
  const isCheckpointingAfterInvocation = isCheckpointing && options.enableCheckpointing;
  const source = { ...place, partition, isCheckpointingAfterInvocation };
  return runner.run(() => trigger.encode(batch, source), 'New events', signal);
}

async function write({ partition, checkpoints, report }: OwnedPartition, position: Position): Promise<void> {
  try {
    await checkpoints.write(partition, position);
  } catch (error) {
    report(`the checkpoint of partition ${partition} was not saved, its events may come again: ${messageOf(error)}`);
  }
}
