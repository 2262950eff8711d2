import type { Keys } from '../meaning/keys.ts';
import type { Namespace } from '../meaning/namespace.ts';
import type { ServiceError } from '../meaning/serviceError.ts';

/** What every link needs to know of the emulator around it. */
export interface Emulator {
  readonly namespace: Namespace;
  readonly keys: Keys;
  /** The largest message a link takes or gives. */
  readonly maxMessageBytes: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly newId: () => string;
  readonly log: (line: string) => void;
}

/** What an error is about: the hub, and the consumer group where there is one. */
export interface Subject {
  readonly host: string;
  readonly hub?: string;
  readonly group?: string;
}

/** An error as the service sends it: its text ends in what a support case would ask for (measured, not documented). */
export function traced(
  error: ServiceError,
  { host, hub = '', group }: Subject,
  { clock, newId }: Emulator,
): ServiceError {
  const system = `${host}:eventhub:${hub}${group === undefined ? '' : `|${group}`}`;
  const time = new Date(clock()).toISOString().slice(0, 19);
  const trace = `TrackingId:${newId()}_G0, SystemTracker:${system}, Timestamp:${time}`;
  return { condition: error.condition, description: `${error.description.trimEnd()} ${trace}` };
}
