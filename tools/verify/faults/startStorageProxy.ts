import { EventEmitter, once } from 'node:events';
import { developmentConnectionString } from '../../../local/storage/developmentStorage.ts';
import resources from '../../../resources.json';
import { acknowledgedWrite } from './proxy/acknowledgedWrite.ts';
import { AnsweredWrites } from './proxy/answeredWrites.ts';
import type { Exchange } from './proxy/exchange.ts';
import type { StorageService } from './proxy/serviceErrors.ts';
import { startServiceProxy } from './proxy/serviceProxy.ts';
import type { StorageProxy, StorageProxyOptions, Trouble } from './storageProxy.ts';

export async function startStorageProxy(options: StorageProxyOptions): Promise<StorageProxy> {
  const { target } = options;
  let trouble: Trouble = letPass;
  const arrivals = new EventEmitter();
  const writes = { table: new AnsweredWrites(), blob: new AnsweredWrites(), host: new AnsweredWrites() };
  const start = (service: StorageService) =>
    startServiceProxy({
      targetPort: service === 'table' ? target.table : target.blob,
      // A row that lands late may be an old version over a new one; a checkpoint or an ownership has to bear it.
      doesLate: service === 'host',
      treat: (request) => {
        writes[service].comes(request);
        if (service !== 'host') arrivals.emit('request');
        return trouble(request, service);
      },
      onPassedOn: (exchange) => {
        writes[service].isAnswered(exchange.request);
        if (service !== 'host') tell(exchange, options);
      },
    });
  const proxies = { table: await start('table'), blob: await start('blob'), host: await start('host') };
  const { table, blob, host } = proxies;
  const each = [table, blob, host];
  return {
    connectionString: developmentConnectionString({ ...target, table: table.port, blob: blob.port }),
    hostConnectionString: developmentConnectionString({ ...target, table: table.port, blob: host.port }),
    meet: (next) => {
      trouble = next ?? letPass;
      if (next === undefined) for (const service of each) service.endSilence();
    },
    nextRequest: (withinMs) => arrives(arrivals, withinMs),
    writes: (service) => ({ came: writes[service].came, answered: writes[service].answered }),
    freeze: (services) => services.forEach((service) => void proxies[service].freeze()),
    thaw: () => each.forEach((service) => void service.thaw()),
    shut: (services) => all(services.map((service) => proxies[service].shut())),
    open: () => all(each.map((service) => service.open())),
    close: () => all(each.map((service) => service.close())),
  };
}

async function arrives(arrivals: EventEmitter, withinMs: number): Promise<boolean> {
  const arrived = once(arrivals, 'request', { signal: AbortSignal.timeout(Math.ceil(withinMs)) });
  return await arrived.then(
    () => true,
    () => false,
  );
}

const letPass: Trouble = () => 'pass';

function tell(exchange: Exchange, { onRows, onLetter }: StorageProxyOptions): void {
  const written = acknowledgedWrite(exchange);
  if (written?.kind === 'rows') onRows(written.rows, Date.now());
  if (written?.kind === 'blob' && written.container === resources.containers.deadLetters)
    onLetter(written.name, Date.now());
}

async function all(promises: readonly Promise<void>[]): Promise<void> {
  await Promise.all(promises);
}
