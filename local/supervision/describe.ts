import resources from '../../resources.json';
import { hubName } from './localHub.ts';
import type { LocalServices } from './startServices.ts';

/** Where storage and hub listen, a line each. */
export function describeServices({ storage, hub }: LocalServices, values: Readonly<Record<string, string>>): string[] {
  const { partitionCount, consumerGroups } = resources.eventHub;
  const groups = ['$Default', ...Object.values(consumerGroups)].join(', ');
  return [
    storage
      ? `Storage     blobs 127.0.0.1:${storage.ports.blob}, queues 127.0.0.1:${storage.ports.queue}, tables 127.0.0.1:${storage.ports.table}`
      : 'Storage     as the settings say (not local)',
    hub
      ? `Event Hubs  localhost:${hub.ready.port} (hub ${hubName(values)}, ${partitionCount} partitions, groups ${groups})`
      : `Event Hubs  as the settings say (not local), hub ${hubName(values)}`,
    ...(hub ? [`Explorer    http://localhost:${hub.ready.httpPort} (what is in the hub, and who reads it)`] : []),
  ];
}
