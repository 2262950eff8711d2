import { type EventPosition, earliestEventPosition, latestEventPosition } from '@azure/event-hubs';
import type { InitialOffset } from '../hostJson/eventHubsOptions.ts';

/** Where a partition without a checkpoint begins. */
export function startPosition(initial: InitialOffset): EventPosition {
  if (initial.type === 'fromEnqueuedTime') return { enqueuedOn: initial.enqueuedTime };
  return initial.type === 'fromStart' ? earliestEventPosition : latestEventPosition;
}
