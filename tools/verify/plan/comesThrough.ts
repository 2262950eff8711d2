import type { FaultKind } from '../faults/fault.ts';
import { storageServices } from '../faults/proxy/serviceErrors.ts';
import type { StorageProxy } from '../faults/storageProxy.ts';
import { type Lane, laneOf } from './laneOf.ts';

/** What tells that the pipeline has gone on. */
export interface Witness {
  /** By partition, -1 of an empty one. Undefined while the hub does not answer. */
  readonly lastSequenceNumbers: () => Promise<ReadonlyMap<string, number> | undefined>;
  /** Whether everything in the partition up to that number was handled with success. */
  readonly isHandled: (partition: string, sequenceNumber: number) => boolean;
  readonly writes: StorageProxy['writes'];
  /** Whether there is nothing left to be done, with success or without. */
  readonly isAtRest: () => Promise<boolean>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const everyMs = 100;

/**
 * Whether the pipeline comes through trouble of a kind that ends now. It does once everything is handled that the hub holds at
 * this moment. After trouble with processes something that came later has to be handled as well: what was delivered before proves
 * nothing. After trouble with storage each service has to answer a write that no write came before, or the last of those that
 * did. When all is at rest, the first alone decides. Resolves with false when the run is given up before.
 */
export async function comesThrough(kind: FaultKind, witness: Witness, signal: AbortSignal): Promise<boolean> {
  const isSeen = signsOf[laneOf[kind]](witness);
  const held = await heldNow(witness, signal);
  const isHandled = (): boolean => [...held].every(([partition, last]) => witness.isHandled(partition, last));
  while (!signal.aborted) {
    if (isHandled() && isSeen(held)) return true;
    if (await witness.isAtRest()) return isHandled();
    await witness.pause(everyMs, signal);
  }
  return false;
}

type Held = ReadonlyMap<string, number>;

/** What else has to be seen, by lane. */
const signsOf: Readonly<Record<Lane, (witness: Witness) => (held: Held) => boolean>> = {
  processes: (witness) => (held) => [...held].some(([partition, last]) => witness.isHandled(partition, last + 1)),
  storage: ({ writes }) => {
    const before = storageServices.map((service) => ({ service, ...writes(service) }));
    return () => before.every(({ service, came }) => writes(service).answered >= came);
  },
  events: () => () => true,
};

/** Empty when the run is given up before the hub answers. */
async function heldNow({ lastSequenceNumbers, pause }: Witness, signal: AbortSignal): Promise<Held> {
  while (!signal.aborted) {
    const held = await lastSequenceNumbers();
    if (held !== undefined) return held;
    await pause(everyMs, signal);
  }
  return new Map();
}
