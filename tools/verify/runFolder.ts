import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../../local/eventHubs/storage/disk/lockFolder.ts';

export interface RunFolder {
  readonly path: string;
  readonly logs: string;
  /** Removes it, or all of it but the logs. To be called once nothing writes there any more. */
  close(keepsLogs: boolean): Promise<void>;
}

const prefix = 'tributary-verify-';
const logs = 'logs';
/** In the folder of a run until that has ended in order: what lies there without it are logs that somebody was told of. */
const unfinished = 'unfinished';

/** A new folder for a run, in the folder for what is temporary. Those that killed runs have left there are removed before. */
export async function openRunFolder(temporaryFolder: string): Promise<RunFolder> {
  const parent = realpathSync(temporaryFolder);
  for (const path of foldersOfRuns(parent)) await sweep(path).catch(() => undefined);
  const path = mkdtempSync(join(parent, prefix));
  const release = await lockFolder(path);
  writeFileSync(join(path, unfinished), '');
  return {
    path,
    logs: join(path, logs),
    close: async (keepsLogs) => {
      for (const name of readdirSync(path)) if (name !== logs) remove(join(path, name));
      await release();
      if (!keepsLogs) remove(path);
    },
  };
}

function foldersOfRuns(parent: string): readonly string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix))
    .map(({ name }) => join(parent, name));
}

/** Rejects where it cannot be removed: the run goes on, or is somebody else's. */
async function sweep(path: string): Promise<void> {
  if (!existsSync(join(path, unfinished))) return;
  // The system holds the lock for as long as the run's process lives, and no longer.
  const release = await lockFolder(path);
  try {
    remove(path);
  } finally {
    await release();
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
