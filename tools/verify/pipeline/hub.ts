import { join } from 'node:path';
import { ProcessError } from '../../../local/processes/processError.ts';
import { startServed } from '../../../local/processes/startServed.ts';
import { isRecord } from '../../../src/pipeline/tweet.ts';
import type { HubTarget } from '../faults/fault.ts';
import { logFile } from './logFile.ts';
import { Part } from './part.ts';

export interface HubOptions {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly retentionMib: number;
  readonly onUnexpectedEnd: (words: string) => void;
  /** Aborted, it starts no more. */
  readonly signal: AbortSignal;
}

export interface RunningHub extends HubTarget {
  /** The same before and after a kill. */
  readonly connectionString: string;
  /** By partition, -1 of an empty one. Undefined while it does not run, or does not answer. */
  lastSequenceNumbers(): Promise<ReadonlyMap<string, number> | undefined>;
  /** Stops it by word. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts the emulator. Its port is that of the first start for as long as it lives. */
export async function startHub({
  logFolder,
  dataFolder,
  retentionMib,
  onUnexpectedEnd,
  signal,
}: HubOptions): Promise<RunningHub> {
  const log = logFile(logFolder, 'hub');
  let port = 0;
  const part = new Part({
    name: 'hub',
    start: (over) =>
      startServed({
        name: 'hub',
        signal: over,
        nodeArguments: [join(__dirname, 'hubProcess.js'), JSON.stringify({ port, data: dataFolder, retentionMib })],
        onLine: log.write,
      }),
    onUnexpectedEnd,
    signal,
  });
  await part.start();
  const { ready } = part.running;
  port = Number(ready.port);
  return {
    connectionString: String(ready.connectionString),
    kill: () => part.kill(),
    start: () => part.start(),
    lastSequenceNumbers: async () => {
      if (!part.isRunning) return undefined;
      const answer = await part.running.ask('partitions', answersWithinMs).catch(() => undefined);
      return answer === undefined ? undefined : lastNumbers(answer);
    },
    close: async () => {
      await part.close();
      await log.close();
    },
  };
}

const answersWithinMs = 10_000;

/** Throws ProcessError for what is no list of partitions. */
function lastNumbers(answer: unknown): ReadonlyMap<string, number> {
  if (!Array.isArray(answer)) throw new ProcessError('The hub did not answer with its partitions.');
  return new Map(
    answer.filter(isRecord).map(({ partition, lastSequenceNumber }) => [String(partition), Number(lastSequenceNumber)]),
  );
}
