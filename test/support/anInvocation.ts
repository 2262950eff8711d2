import type { Invocation } from '../../src/pipeline/eventBatch.ts';

/**
 * What the worker hands a handler for a batch of `count` events of partition 2, from sequence number 40 on: keys with a
 * small first letter, texts that look like JSON parsed, times without a zone.
 */
export function anInvocation(count: number, metadata: Readonly<Record<string, unknown>> = {}): Invocation {
  const each = <T>(value: (index: number) => T) => Array.from({ length: count }, (_, index) => value(index));
  return {
    triggerMetadata: {
      partitionContext: {
        isCheckpointingAfterInvocation: true,
        fullyQualifiedNamespace: 'localhost',
        eventHubName: 'tweets',
        consumerGroup: 'store',
        partitionId: 2,
      },
      partitionKeyArray: [],
      sequenceNumberArray: each((index) => 40 + index),
      offsetArray: each((index) => 1000 + index),
      enqueuedTimeUtcArray: each(() => '2026-11-20T22:15:00.25'),
      propertiesArray: each(() => ({})),
      systemPropertiesArray: each(() => ({})),
      ...metadata,
    },
  };
}
