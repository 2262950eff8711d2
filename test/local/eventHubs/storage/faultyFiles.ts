import { nodeSegmentFiles } from '../../../../local/eventHubs/storage/disk/nodeSegmentFiles.ts';
import type { SegmentFile, SegmentFiles } from '../../../../local/eventHubs/storage/disk/segmentFiles.ts';

/** What can go wrong; each of them is a system error's code while it goes wrong. */
export interface Faults {
  create?: string | undefined;
  /** Some of the bytes are written before it fails. */
  write?: string | undefined;
  cut?: string | undefined;
  sync?: string | undefined;
  read?: string | undefined;
  remove?: string | undefined;
  /** Each of them only once. */
  once?: boolean;
}

export interface FaultyFiles extends SegmentFiles {
  readonly faults: Faults;
  /** What was done, in order: `create`, `write`, `cut`, `sync`, `syncFolder`, `read`, `remove`, `open`, `close`. */
  readonly done: string[];
  /** Called before each read. */
  onRead: () => Promise<void> | void;
  /** How many files are open. */
  openFiles: number;
  /** Holds back writes until the returned function is called. */
  holdWrites(): () => void;
}

export function faultyFiles(): FaultyFiles {
  const faults: Faults = {};
  const done: string[] = [];
  let gate: Promise<void> = Promise.resolve();
  const attempt = (what: Exclude<keyof Faults, 'once'>): void => {
    done.push(what);
    const code = faults[what];
    if (faults.once) faults[what] = undefined;
    if (code) throw Object.assign(new Error(`${code}: simulated, ${what} '/secret/path'`), { code });
  };
  const wrap = (file: SegmentFile): SegmentFile => {
    files.openFiles += 1;
    return {
      write: async (buffers, position) => {
        await gate;
        const all = Buffer.concat(buffers);
        if (faults.write) await file.write([all.subarray(0, all.length * 0.7)], position);
        attempt('write');
        await file.write(buffers, position);
      },
      read: async (into, position) => {
        await files.onRead();
        attempt('read');
        return await file.read(into, position);
      },
      cut: async (length) => {
        attempt('cut');
        await file.cut(length);
      },
      sync: async () => {
        attempt('sync');
        await file.sync();
      },
      close: async () => {
        files.openFiles -= 1;
        await file.close();
      },
    };
  };
  const files: FaultyFiles = {
    faults,
    done,
    onRead: () => undefined,
    openFiles: 0,
    holdWrites: () => {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    create: async (path) => {
      attempt('create');
      return wrap(await nodeSegmentFiles.create(path));
    },
    open: async (path) => wrap(await nodeSegmentFiles.open(path)),
    openToRead: async (path) => wrap(await nodeSegmentFiles.openToRead(path)),
    remove: async (path) => {
      attempt('remove');
      await nodeSegmentFiles.remove(path);
    },
    list: nodeSegmentFiles.list,
    syncFolder: async (folder) => {
      done.push('syncFolder');
      await nodeSegmentFiles.syncFolder(folder);
    },
  };
  return files;
}
