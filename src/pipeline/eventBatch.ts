import type { ReplayOrigin } from './deadLetters/replayOrigin.ts';
import type { EventPosition } from './textId.ts';
import {
  columnOf,
  InvalidBatchError,
  parseEnqueuedTime,
  parseOffset,
  parseProperties,
  parseSequenceNumber,
  sourceOf,
} from './triggerMetadata.ts';

/** One event as the hub gave it, with everything needed to understand and to repeat it. */
export interface HubEvent extends EventPosition {
  readonly body: Uint8Array;
  /** The hub's own cursor: digits in most namespaces, free text in geo-replicated ones. */
  readonly offset: string;
  readonly partitionKey: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly systemProperties: Readonly<Record<string, unknown>>;
  /** Of a replay: the event that it repeats. Only `withTrueReplays` sets it, since properties may claim anything. */
  readonly origin?: ReplayOrigin;
}

/** The events of one invocation: of one partition, in its order. */
export interface EventBatch {
  readonly hub: string;
  readonly consumerGroup: string;
  readonly partition: string;
  /** 1 at first; one more at each retry of the invocation. */
  readonly attempt: number;
  readonly events: readonly HubEvent[];
}

/** What is used of an invocation's context. */
export interface Invocation {
  readonly triggerMetadata?: Readonly<Record<string, unknown>> | undefined;
  readonly retryContext?: { readonly retryCount: number } | undefined;
}

/**
 * The batch that the trigger handed over (`cardinality: 'many'`, `dataType: 'binary'`). Throws InvalidBatchError when
 * bodies and metadata do not fit together: such a batch cannot be stored, and must not be taken for stored.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#event-metadata
 */
export function eventBatch(bodies: unknown, { triggerMetadata, retryContext }: Invocation): EventBatch {
  const buffers = bodiesOf(bodies);
  const source = sourceOf(triggerMetadata);
  const column = columnOf(triggerMetadata ?? {}, buffers.length);
  const sequenceNumbers = column('sequenceNumberArray', parseSequenceNumber);
  const offsets = column('offsetArray', parseOffset);
  const enqueuedTimes = column('enqueuedTimeUtcArray', parseEnqueuedTime);
  const properties = column('propertiesArray', parseProperties);
  const systemProperties = column('systemPropertiesArray', parseProperties);

  const events = buffers.map((body, index) => {
    const system = systemProperties(index);
    return {
      hub: source.hub,
      partition: source.partition,
      sequenceNumber: sequenceNumbers(index),
      // The array of offsets went through a JSON parser value by value, which rounds large ones; this copy did not.
      offset: typeof system.offset === 'string' ? system.offset : offsets(index),
      enqueuedTime: enqueuedTimes(index),
      // The array of keys leaves out events without one, so that its indices say nothing.
      partitionKey: typeof system.partitionKey === 'string' ? system.partitionKey : undefined,
      properties: restored(properties(index)),
      systemProperties: system,
      body,
    };
  });
  return { ...source, attempt: (retryContext?.retryCount ?? 0) + 1, events };
}

function bodiesOf(bodies: unknown): readonly Uint8Array[] {
  if (Array.isArray(bodies) && bodies.every((body) => body instanceof Uint8Array)) return bodies;
  throw new InvalidBatchError(
    "The trigger did not hand over a list of bytes. Set cardinality 'many' and dataType 'binary' on it.",
  );
}

/** The host lower-cases the first letter of every key. `Diagnostic-Id` is the one whose spelling is known. */
function restored(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key === 'diagnostic-Id' ? 'Diagnostic-Id' : key, value]),
  );
}
