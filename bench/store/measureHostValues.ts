import { EventHubProducerClient } from '@azure/event-hubs';
import { startEventHubs } from '../../local/eventHubs/index.ts';
import resources from '../../resources.json';
import { benchEvents } from './benchEvents.ts';
import type { HostFigures, HostValues } from './figures.ts';
import { hostRun } from './hostRun.ts';
import { median } from './rate.ts';

/** Batches from the default size to ten times as large, prefetch of one to three of them, and what checkpoints cost. */
const candidates: readonly HostValues[] = [
  { batchSize: 100, prefetch: 300, checkpointFrequency: 1 },
  { batchSize: 250, prefetch: 750, checkpointFrequency: 1 },
  { batchSize: 500, prefetch: 1_500, checkpointFrequency: 1 },
  { batchSize: 1_000, prefetch: 1_000, checkpointFrequency: 1 },
  { batchSize: 1_000, prefetch: 2_000, checkpointFrequency: 1 },
  { batchSize: 1_000, prefetch: 3_000, checkpointFrequency: 1 },
  { batchSize: 1_000, prefetch: 2_000, checkpointFrequency: 5 },
];

export interface HostTrial {
  readonly appFolder: string;
  readonly events: number;
  readonly repetitions: number;
}

/** How fast a whole host empties a hub that is full, by the values of host.json. */
export async function measureHostValues(
  { appFolder, events, repetitions }: HostTrial,
  progress: (line: string) => void,
  values: readonly HostValues[] = candidates,
): Promise<readonly HostFigures[]> {
  const { name, partitionCount, consumerGroups } = resources.eventHub;
  const hub = await startEventHubs({
    port: 0,
    hub: [{ name, partitionCount, consumerGroups: Object.values(consumerGroups) }],
  });
  try {
    await fill(hub.connectionString, events);
    const figures: HostFigures[] = [];
    for (const value of values) {
      progress(
        `host.json: batches of ${value.batchSize}, prefetch ${value.prefetch}, a checkpoint every ${value.checkpointFrequency}`,
      );
      const rates: number[] = [];
      let batches = 0;
      for (let repetition = 0; repetition < repetitions; repetition += 1) {
        const drained = await hostRun({ appFolder, eventHubConnection: hub.connectionString, events, values: value });
        rates.push(drained.tweets / drained.seconds);
        batches = drained.batches;
      }
      figures.push({ ...value, tweetsPerSecond: Math.round(median(rates)), batches });
    }
    return figures;
  } finally {
    await hub.close();
  }
}

/** Spreads the events over all partitions. */
async function fill(connectionString: string, events: number): Promise<void> {
  const { name, partitionCount } = resources.eventHub;
  const producer = new EventHubProducerClient(connectionString, name);
  const source = benchEvents();
  try {
    let waiting = source.next().value;
    for (let sent = 0; sent < events; ) {
      const batch = await producer.createBatch({ partitionId: String(Math.floor((sent * partitionCount) / events)) });
      const end = Math.min(sent + Math.ceil(events / partitionCount), events);
      for (; sent < end && batch.tryAdd({ body: waiting.body, properties: waiting.properties }); sent += 1)
        waiting = source.next().value;
      await producer.sendBatch(batch);
    }
  } finally {
    await producer.close();
  }
}
