import { join } from 'node:path';
import { startServed } from '../../../local/processes/startServed.ts';
import type { HubTarget } from '../faults/fault.ts';
import { logFile } from './logFile.ts';
import { Part } from './part.ts';

export interface HubOptions {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly retentionMib: number;
  readonly onUnexpectedEnd: (words: string) => void;
}

export interface RunningHub extends HubTarget {
  /** The same before and after a kill. */
  readonly connectionString: string;
  /** Stops it by word. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts the emulator. Its port is that of the first start for as long as it lives. */
export async function startHub({
  logFolder,
  dataFolder,
  retentionMib,
  onUnexpectedEnd,
}: HubOptions): Promise<RunningHub> {
  const log = logFile(logFolder, 'hub');
  let port = 0;
  const part = new Part({
    name: 'hub',
    start: () =>
      startServed({
        name: 'hub',
        nodeArguments: [join(__dirname, 'hubProcess.js'), JSON.stringify({ port, data: dataFolder, retentionMib })],
        onLine: log.write,
      }),
    onUnexpectedEnd,
  });
  await part.start();
  const { ready } = part.running;
  port = Number(ready.port);
  return {
    connectionString: String(ready.connectionString),
    kill: () => part.kill(),
    start: () => part.start(),
    close: async () => {
      await part.close();
      await log.close();
    },
  };
}
