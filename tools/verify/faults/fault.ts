import type { Reason } from '../../../src/pipeline/reasons.ts';
import type { Random } from '../../../src/pipeline/testTweets/random.ts';
import type { StorageProxy } from './storageProxy.ts';

/** What `--faults` can name. `npm run verify` counts each kind of its own. */
export const faultKinds = [
  'kill-host',
  'kill-hub',
  'second-host',
  'storage-errors',
  'lost-answers',
  'storage-outage',
  'poison',
  'clock-jump',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** The parts of the running pipeline that a fault acts upon. Each call has a time limit and rejects at it. */
export interface FaultTargets {
  readonly hosts: HostTargets;
  readonly hub: HubTarget;
  /** What stands between functions and host, and Azurite. */
  readonly storage: StorageProxy;
  /**
   * Sends events to the hub beside the load, and again until they are acknowledged; those of one call lie in one
   * partition, in their order, so that good and bad ones share a batch.
   */
  send(events: readonly SentEvent[]): Promise<void>;
}

/** The first host always runs, save while a fault has it down; a second one comes and goes. */
export type HostName = 'first' | 'second';

export interface HostTargets {
  /** Resolves when its functions listen. */
  start(name: HostName): Promise<void>;
  /** kill -9; resolves when it is gone. */
  kill(name: HostName): Promise<void>;
  /** By word, as a deployment ends it: running batches get their grace. Resolves when it is gone. */
  stop(name: HostName): Promise<void>;
  /**
   * Sets the clock of a host (what `Date` says there) ahead of, or with a negative number behind, the machine's. The host
   * is started with `--require shiftedClock.js` of this folder, which takes the message `{ type: 'clock', offsetMs }` and
   * sends the same back once it is done.
   */
  shiftClock(name: HostName, offsetMs: number): Promise<void>;
  /** How many batches the host has stored since it was started last, by its own lines. */
  batchesStored(name: HostName): number;
}

export interface HubTarget {
  /** kill -9; resolves when it is gone. Events that it has taken are on disk. */
  kill(): Promise<void>;
  /** On the same port, with the same events. Resolves when it takes connections. */
  start(): Promise<void>;
}

export interface SentEvent {
  readonly body: Uint8Array;
  readonly contentType?: string;
  /** What must become of it, by the design and not by our decoder; absent where nothing is said about it. */
  readonly expected?: Expected;
}

export type Expected =
  /** `id` is absent for a bare text, whose id is made from its position. */
  { readonly kind: 'row'; readonly id?: string } | { readonly kind: 'dead-letter'; readonly reason: Reason };

/** How one injection is to go. */
export interface Injection {
  /** Decides all that is left to chance: with the same seed the same fault comes again. */
  readonly random: Random;
  /** The trouble lasts no longer than this; then everything is given back. */
  readonly mostMs: number;
  /**
   * The first of its kind in this run: where chance decides how hard it is, it must be one by which a pipeline that lets go
   * of its batches fails, however short the run.
   */
  readonly isFirst: boolean;
  /** How many of its kind struck before, for a kind whose forms take turns. */
  readonly earlier: number;
  /** The run is given up: leave off soon. What was taken away need not be given back any more. */
  readonly signal: AbortSignal;
}

/** One kind of trouble. `faults.ts` lists them: `export const faults: Readonly<Record<FaultKind, Fault>>`. */
export interface Fault {
  readonly kind: FaultKind;
  /**
   * Makes the trouble once and ends it: what was killed runs again, storage answers as it should. Resolves with how often
   * it struck: processes killed, requests met, events sent. 0 is possible: no request came meanwhile. Rejects when it could
   * not be made, or not be ended. Whether the pipeline went on afterwards is for the caller to see. Kinds that act on
   * processes are never injected at the same time, nor two that act on storage; one of each may be.
   */
  inject(targets: FaultTargets, injection: Injection): Promise<number>;
}
