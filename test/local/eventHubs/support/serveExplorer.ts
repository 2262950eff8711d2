import type { Served } from '../../../../local/eventHubs/http/served.ts';
import { type HttpLimits, type HttpService, serveHttp } from '../../../../local/eventHubs/http/serveHttp.ts';
import { Hub } from '../../../../local/eventHubs/meaning/hub.ts';
import { Namespace } from '../../../../local/eventHubs/meaning/namespace.ts';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';

/** Health and explorer alone, on any port, over a hub `tweets` whose partitions are these logs. */
export async function serveExplorer(
  logs: readonly PartitionLog[] = [aLog()],
  changes: Partial<Served & { host: string; limits: HttpLimits }> = {},
): Promise<HttpService & { readonly hub: Hub }> {
  const { host, limits, ...served } = changes;
  const hub = new Hub({ name: 'tweets', consumerGroups: ['store'], logs, createdAt: 0 });
  const defaults = {
    namespace: new Namespace([hub]),
    isHealthy: () => true,
    connectionForm: 'Endpoint=sb://localhost:5672;SharedAccessKey=<key>;',
    clock: () => 60_000,
    log: () => undefined,
  };
  const http = await serveHttp({ ...defaults, ...served }, { httpPort: 0, host }, limits);
  if (!http) throw new Error('Nothing is served.');
  return { ...http, hub };
}

export function aLog(clock: () => number = () => 1000): PartitionLog {
  return new MemoryPartitionLog(clock, 64 * 1024 * 1024);
}
