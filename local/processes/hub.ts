import { startEventHubs } from '../eventHubs/index.ts';
import { isTaken } from './portTaken.ts';
import { serveParent } from './serveParent.ts';

/** What the parent hands over as one JSON argument. */
export interface HubProcessOptions {
  readonly port: number;
  /** Health and explorer. */
  readonly httpPort: number;
  /** Take any free ports when one of them is taken. */
  readonly orAnyFree: boolean;
  /** The folder that keeps the events. */
  readonly data: string;
  readonly hub: { readonly name: string; readonly partitionCount: number; readonly consumerGroups: readonly string[] };
}

/** The hub's process: the emulator, tied to the process that started it. */
export async function runHub({ orAnyFree, hub, ...ports }: HubProcessOptions): Promise<void> {
  const options = { ...ports, hub: [hub], log: (line: string) => process.stdout.write(`${line}\n`) };
  const running = await startEventHubs(options).catch((error: unknown) => {
    if (!orAnyFree || !isTaken(error)) throw error;
    return startEventHubs({ ...options, port: 0, httpPort: 0 });
  });
  const { amqpPort: port, httpPort, addresses, connectionString } = running;
  serveParent({
    ready: { port, httpPort, addresses, connectionString },
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
