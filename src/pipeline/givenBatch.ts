import { type EventBatch, eventBatch, type Invocation } from './eventBatch.ts';
import { type BatchTelling, tellBatch } from './telemetry/tellBatch.ts';
import { type BatchSource, InvalidBatchError, sourceOf } from './triggerMetadata.ts';

/**
 * The batch of an invocation (`eventBatch`). One that cannot be read comes again for ever, and is told of like any failed
 * attempt, with what is known of it, before InvalidBatchError is thrown.
 */
export function givenBatch(bodies: unknown, invocation: Invocation, telling: BatchTelling): EventBatch {
  try {
    return eventBatch(bodies, invocation);
  } catch (error) {
    const attempt = (invocation.retryContext?.retryCount ?? 0) + 1;
    const received = Array.isArray(bodies) ? bodies.length : 0;
    tellBatch({ ...knownSource(invocation), attempt, events: [], received }, telling).failed(error);
    throw error;
  }
}

function knownSource({ triggerMetadata }: Invocation): BatchSource {
  try {
    return sourceOf(triggerMetadata);
  } catch (error) {
    if (!(error instanceof InvalidBatchError)) throw error;
    return { hub: 'unknown', consumerGroup: 'unknown', partition: 'unknown' };
  }
}
