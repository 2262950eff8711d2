import { startEventHubs } from '../eventHubs/index.ts';
import { isTaken } from './portTaken.ts';
import { serveParent } from './serveParent.ts';

/** What the parent hands over as one JSON argument. */
export interface HubProcessOptions {
  readonly port: number;
  /** Take any free port when that one is taken. */
  readonly orAnyFree: boolean;
  readonly hub: { readonly name: string; readonly partitionCount: number; readonly consumerGroups: readonly string[] };
}

/** The hub's process: the emulator, tied to the process that started it. */
export async function runHub({ port, orAnyFree, hub }: HubProcessOptions): Promise<void> {
  const options = { hub: [hub], log: (line: string) => process.stdout.write(`${line}\n`) };
  const running = await startEventHubs({ ...options, port }).catch((error: unknown) => {
    if (!orAnyFree || !isTaken(error)) throw error;
    return startEventHubs({ ...options, port: 0 });
  });
  serveParent({
    ready: { port: running.amqpPort, addresses: running.addresses, connectionString: running.connectionString },
    answer: () => running.partitions(),
    close: () => running.close(),
  });
}

if (require.main === module) {
  runHub(JSON.parse(process.argv[2] ?? '')).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
