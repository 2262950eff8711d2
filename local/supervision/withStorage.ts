import { claimFolder, releaseFolder } from '../running/running.ts';
import { pointToLocal } from '../settings/developmentSettings.ts';
import { startLocalStorage } from './localStorage.ts';
import type { ServicesOptions } from './servicesOptions.ts';

type Values = Readonly<Record<string, string>>;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** The usual exit code of a command that Ctrl-C has cut short. */
const interrupted = 130;
const anyFree = { blob: 0, queue: 0, table: 0, amqp: 0 };

/**
 * Does a moment's work with the storage of a folder in which nothing runs, on any free ports, and stops it afterwards:
 * what the work has written is saved, at Ctrl-C too. Rejects with AlreadyRunningError when somebody has the folder.
 */
export async function withStorage(
  { root, values, say }: Pick<ServicesOptions, 'root' | 'values' | 'say'>,
  work: (values: Values) => Promise<void>,
): Promise<void> {
  claimFolder(root, { pid: process.pid, startedAt: new Date().toISOString() });
  try {
    const storage = await startLocalStorage({ root, values, say, ports: anyFree, takenPort: 'replace' });
    const end = () => {
      // The work may wait for somebody who does not answer.
      const leave = () => {
        releaseFolder(root);
        process.exit(interrupted);
      };
      void storage.close().finally(leave);
    };
    for (const signal of signals) process.once(signal, end);
    try {
      await work(pointToLocal(values, { storage: storage.connectionString }));
    } finally {
      await storage.close();
      for (const signal of signals) process.off(signal, end);
    }
  } finally {
    releaseFolder(root);
  }
}
