import type { StoragePorts } from '../../../local/storage/developmentStorage.ts';
import type { AcknowledgedRow } from './proxy/acknowledgedWrite.ts';
import type { ProxiedRequest } from './proxy/exchange.ts';
import type { StorageService } from './proxy/serviceErrors.ts';
import type { Treatment } from './proxy/treatment.ts';

export type { AcknowledgedRow } from './proxy/acknowledgedWrite.ts';

export interface StorageProxyOptions {
  /** Azurite's ports, on loopback. */
  readonly target: StoragePorts;
  /** Told of each answer that went out whole and said that these rows were written. `atMs` is Date.now() of that moment. */
  readonly onRows: (rows: readonly AcknowledgedRow[], atMs: number) => void;
  /** The same for a dead letter; `name` is the blob's within its container. */
  readonly onLetter: (name: string, atMs: number) => void;
}

/** Decides what a request to a service meets. */
export type Trouble = (request: ProxiedRequest, service: StorageService) => Treatment | Promise<Treatment>;

/**
 * Stands in front of Azurite's tables and blobs, and once more in front of its blobs for what the host keeps there for itself, so
 * that trouble can be made that an emulator never has. `startStorageProxy.ts` makes it:
 * `startStorageProxy(options: StorageProxyOptions): Promise<StorageProxy>`.
 */
export interface StorageProxy {
  /** Of the account behind it, with the proxy's ports, for rows and dead letters. */
  readonly connectionString: string;
  /** The same for the host's checkpoints, ownerships and locks. */
  readonly hostConnectionString: string;
  /** From here on each request meets this trouble; undefined ends it, and with it the waiting for what was not answered. */
  meet(trouble: Trouble | undefined): void;
  /**
   * Resolves with true when a request of the pipeline comes in, before anything happens to it; with false when none does in that
   * time. What the host asks for itself is none.
   */
  nextRequest(withinMs: number): Promise<boolean>;
  /** How many writes came to a service, and which of them was the last to be answered by it and whole. */
  writes(service: StorageService): { readonly came: number; readonly answered: number };
  /** From here on nothing moves, neither requests nor answers; connections are taken. */
  freeze(services: readonly StorageService[]): void;
  /** What waits moves on, where its client still does; what the host asked for itself also where it has given up. */
  thaw(): void;
  /** Cuts all connections and refuses new ones. */
  shut(services: readonly StorageService[]): Promise<void>;
  /** Listens again, at the same ports. */
  open(): Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}
