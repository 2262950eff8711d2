import type { StoragePorts } from '../../../local/storage/developmentStorage.ts';

/** A row that storage has acknowledged, and the client has seen that it has. */
export interface AcknowledgedRow {
  readonly partition: string;
  readonly sequenceNumber: number;
  /** ms since 1970, of the event. */
  readonly enqueuedMs: number;
}

export interface StorageProxyOptions {
  /** Azurite's ports, on loopback. */
  readonly target: StoragePorts;
  /** Told of each answer that went out whole and said that these rows were written. `atMs` is Date.now() of that moment. */
  readonly onRows: (rows: readonly AcknowledgedRow[], atMs: number) => void;
  /** The same for a dead letter; `name` is the blob's within its container. */
  readonly onLetter: (name: string, atMs: number) => void;
}

/**
 * Stands in front of Azurite's tables and blobs, so that trouble can be made that an emulator never has. `startStorageProxy.ts`
 * makes it: `startStorageProxy(options: StorageProxyOptions): Promise<StorageProxy>`.
 */
export interface StorageProxy {
  /** Of the account behind it, with the proxy's ports. */
  readonly connectionString: string;
  /** Safe to call twice. */
  close(): Promise<void>;
}
