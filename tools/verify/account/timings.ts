import type { Acknowledgements } from './acknowledgements.ts';
import { Latencies, type LatencyFigures } from './latencies.ts';
import type { LoggedEvents } from './loggedEvents.ts';

export interface Timings {
  readonly latency: LatencyFigures;
  readonly worstTenSeconds: LatencyFigures;
  /** From the first event's enqueuing to the last event's write; 0 when there is none. */
  readonly spanMs: number;
}

/**
 * How long events took from the hub, by its log, to their first acknowledged write, by the proxy that saw it: no time that
 * the pipeline itself has written counts.
 */
export function timings(log: LoggedEvents, acknowledgements: Acknowledgements): Timings {
  const latencies = new Latencies(log.firstEnqueuedMs);
  for (const { position } of log.events()) {
    const acknowledgedMs = acknowledgements.timeOf(position);
    if (acknowledgedMs !== undefined) latencies.add(log.enqueuedMsAt(position), acknowledgedMs);
  }
  return {
    latency: latencies.overall(),
    worstTenSeconds: latencies.worstTenSeconds(),
    spanMs: Math.max(0, acknowledgements.lastMs - log.firstEnqueuedMs),
  };
}
