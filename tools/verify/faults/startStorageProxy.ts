import { EventEmitter, once } from 'node:events';
import { developmentConnectionString } from '../../../local/storage/developmentStorage.ts';
import resources from '../../../resources.json';
import { acknowledgedWrite } from './proxy/acknowledgedWrite.ts';
import type { StorageService } from './proxy/serviceErrors.ts';
import { type ServiceProxyOptions, startServiceProxy } from './proxy/serviceProxy.ts';
import type { StorageProxy, StorageProxyOptions, Trouble } from './storageProxy.ts';

export async function startStorageProxy(options: StorageProxyOptions): Promise<StorageProxy> {
  const { target } = options;
  let trouble: Trouble = letPass;
  const arrivals = new EventEmitter();
  const start = (service: StorageService) =>
    startServiceProxy({
      targetPort: target[service],
      treat: (request) => {
        arrivals.emit('request');
        return trouble(request, service);
      },
      onPassedOn: telling(options),
    });
  const proxies = { table: await start('table'), blob: await start('blob') };
  const { table, blob } = proxies;
  const each = [table, blob];
  return {
    connectionString: developmentConnectionString({ ...target, table: table.port, blob: blob.port }),
    meet: (next) => {
      trouble = next ?? letPass;
      if (next === undefined) for (const service of each) service.endSilence();
    },
    nextRequest: (withinMs) => arrives(arrivals, withinMs),
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

function telling({ onRows, onLetter }: StorageProxyOptions): NonNullable<ServiceProxyOptions['onPassedOn']> {
  return (exchange) => {
    const written = acknowledgedWrite(exchange);
    if (written?.kind === 'rows') onRows(written.rows, Date.now());
    if (written?.kind === 'blob' && written.container === resources.containers.deadLetters)
      onLetter(written.name, Date.now());
  };
}

async function all(promises: readonly Promise<void>[]): Promise<void> {
  await Promise.all(promises);
}
