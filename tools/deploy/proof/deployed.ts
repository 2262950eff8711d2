import type { TableClient } from '@azure/data-tables';
import { EventHubConsumerClient } from '@azure/event-hubs';
import resources from '../../../resources.json';
import { credentialOf } from '../../../src/adapters/credential.ts';
import { tableClient } from '../../../src/adapters/storageClients.ts';
import { tableTweetReader } from '../../../src/adapters/tableTweetReader.ts';
import { within } from '../../../src/adapters/within.ts';
import { readConfig } from '../../../src/config.ts';
import { appSettings } from '../../azure/appSettings.ts';
import type { DeploymentOutputs } from '../../azure/parseOutputs.ts';

/**
 * What the proof looks at. All times are of Azure's clocks, in ms: the clock of this machine may be minutes off. Where there
 * is no answer in time, each rejects with TookTooLongError.
 */
export interface Deployed {
  /** What time it is at the table. */
  now(): Promise<number>;
  /** When the event of the newest row was taken by the hub; undefined without rows. */
  newestRow(nowMs: number): Promise<number | undefined>;
  /** When the hub took its newest event; undefined when it never has. */
  newestEvent(): Promise<number | undefined>;
}

/** Of the newest rows by the tweets' ids, one was enqueued last. */
const rowsLookedAt = 50;
const timeLimitMs = 30_000;

/** Looks as whoever is signed in; without the role for it, the methods reject as the SDKs do. */
export function deployed(outputs: DeploymentOutputs): Deployed {
  const { storage } = readConfig(appSettings(outputs));
  const group = resources.eventHub.consumerGroups.store;
  const { eventHubsNamespace, eventHubName } = outputs;
  const openHub = () =>
    new EventHubConsumerClient(group, eventHubsNamespace, eventHubName, credentialOf({ managed: false }));
  return deployedAt(tableClient(storage, resources.tables.tweets), openHub);
}

/** The same with clients that are there already; each client of the hub is closed after its question. */
export function deployedAt(table: TableClient, openHub: () => EventHubConsumerClient): Deployed {
  const reader = tableTweetReader(table);
  return {
    now: () => within(timeLimitMs, tableTime(table)),
    newestRow: async (nowMs) => {
      const rows = await within(timeLimitMs, reader.newest(rowsLookedAt, nowMs));
      const times = rows.map(({ enqueuedTime }) => timeOf(enqueuedTime)).filter((time) => time !== undefined);
      return times.length === 0 ? undefined : Math.max(...times);
    },
    newestEvent: () => newestEvent(openHub()),
  };
}

function timeOf(value: unknown): number | undefined {
  const time = value instanceof Date ? value.getTime() : Date.parse(String(value));
  return Number.isNaN(time) ? undefined : time;
}

/** By the header of an answer; the query finds nothing. */
async function tableTime(table: TableClient): Promise<number> {
  let date: string | undefined;
  const onResponse = (response: { readonly headers: { get(name: string): string | undefined } }): void => {
    date = response.headers.get('date');
  };
  const nothing = table.listEntities({ queryOptions: { filter: "PartitionKey eq ''" }, onResponse });
  await nothing.byPage({ maxPageSize: 1 }).next();
  return Date.parse(date ?? '') || Date.now();
}

async function newestEvent(hub: EventHubConsumerClient): Promise<number | undefined> {
  try {
    const ids = await within(timeLimitMs, hub.getPartitionIds());
    const partitions = await within(timeLimitMs, Promise.all(ids.map((id) => hub.getPartitionProperties(id))));
    const filled = partitions.filter(({ isEmpty }) => !isEmpty);
    const times = filled.map(({ lastEnqueuedOnUtc }) => lastEnqueuedOnUtc.getTime());
    return times.length === 0 ? undefined : Math.max(...times);
  } finally {
    await hub.close().catch(() => undefined);
  }
}
