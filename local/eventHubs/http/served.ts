import type { Namespace } from '../meaning/namespace.ts';

/** What of the emulator is shown over HTTP. */
export interface Served {
  readonly namespace: Namespace;
  /** False while the emulator stops, and when it cannot keep events. */
  readonly isHealthy: () => boolean;
  /** A connection string with a word in place of its key. */
  readonly connectionForm: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
}
