import resources from '../../../resources.json';
import type { FaultTargets, SentEvent } from '../faults/fault.ts';
import type { Trial } from '../trial.ts';

/** The running pipeline as faults see it. What they send goes to each partition in turn. */
export function faultTargets(
  { pipeline, sender }: Pick<Trial, 'pipeline' | 'sender'>,
  signal: AbortSignal,
): FaultTargets {
  let sends = 0;
  const send = (events: readonly SentEvent[]): Promise<void> => {
    const partitionId = String(sends % resources.eventHub.partitionCount);
    sends += 1;
    return sender.sendBeside(
      events.map(({ contentType, ...event }) => ({
        ...event,
        ...{ properties: {}, partitionId },
        ...(contentType !== undefined && { contentType }),
      })),
      signal,
    );
  };
  return { ...pipeline, send };
}
