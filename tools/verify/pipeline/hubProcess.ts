import { startEventHubs } from '../../../local/eventHubs/index.ts';
import { serveParent } from '../../../local/processes/serveParent.ts';
import resources from '../../../resources.json';

/** What the parent hands over as one JSON argument. */
export interface HubProcessOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The folder that keeps the events. */
  readonly data: string;
  /** Per partition: all that a run sends has to stay, or the account cannot be closed. */
  readonly retentionMib: number;
}

/** The emulator, durable and alone in its process, so that it can be killed. */
async function runHub(options: HubProcessOptions): Promise<void> {
  const { name, partitionCount, consumerGroups } = resources.eventHub;
  const running = await startEventHubs({
    ...options,
    hub: [{ name, partitionCount, consumerGroups: Object.values(consumerGroups) }],
    retentionHours: 7 * 24,
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  serveParent({
    ready: { port: running.amqpPort, connectionString: running.connectionString },
    answer: () => running.partitions(),
    close: () => running.close(),
  });
}

runHub(JSON.parse(process.argv[2] ?? '')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
