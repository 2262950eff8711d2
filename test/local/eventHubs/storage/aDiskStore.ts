import { type DiskChoices, diskStore } from '../../../../local/eventHubs/storage/disk/diskStore.ts';
import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';
import type { Store, StoreOptions } from '../../../../local/eventHubs/storage/store.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

export type StoreChoices = Partial<Omit<StoreOptions, 'folder'>> & DiskChoices;

/** A data folder of one test, and the stores that are opened in it, one after the other. */
export interface StoreFolder {
  readonly path: string;
  /** What the stores said. */
  readonly lines: string[];
  /** Closes the store that is open and opens another. One hub, `tweets`, of one partition unless told otherwise. */
  open(choices?: StoreChoices): Promise<Store>;
  /** The same; gives its first partition. */
  openLog(choices?: StoreChoices): Promise<PartitionLog>;
  remove(): Promise<void>;
}

export const oneHub = [{ name: 'tweets', partitionCount: 1 }] as const;
export const hour = 3_600_000;
export const mib = 1024 * 1024;

export function aStoreFolder(): StoreFolder {
  const { path, remove } = temporaryFolder();
  const lines: string[] = [];
  let current: Store | undefined;
  const open = async ({ files, cacheBytes, ...options }: StoreChoices = {}): Promise<Store> => {
    await current?.close();
    current = undefined;
    const choices = { ...(files && { files }), ...(cacheBytes !== undefined && { cacheBytes }) };
    const usual = { hubs: oneHub, retention: { bytes: 64 * mib, milliseconds: hour }, sync: false, clock: () => 1000 };
    current = await diskStore({ ...usual, log: (line) => lines.push(line), ...options, folder: path }, choices);
    return current;
  };
  return {
    path,
    lines,
    open,
    openLog: async (choices) => firstLog(await open(choices)),
    remove: async () => {
      await current?.close();
      remove();
    },
  };
}

export function firstLog({ hubs }: Store): PartitionLog {
  const log = hubs[0]?.logs[0];
  if (!log) throw new Error('The store has no partition.');
  return log;
}
