import { join } from 'node:path';
import resources from '../../resources.json';
import { sayStrange } from '../commandLine/say.ts';
import type { HubProcessOptions } from '../processes/hub.ts';
import { isFree } from '../processes/portTaken.ts';
import { type ServedChild, startServed } from '../processes/startServed.ts';
import { portTaken, type ServicesOptions, sayReplaced } from './servicesOptions.ts';

/** The hub that the settings name. */
export const hubName = (values: Readonly<Record<string, string>>): string =>
  values.EVENT_HUB_NAME || resources.eventHub.name;

/** Starts the emulator in a process of its own, with the hub and the consumer groups of resources.json. */
export async function startLocalHub({ ports, takenPort, values, say }: ServicesOptions): Promise<ServedChild> {
  if (takenPort === 'refuse' && ports.amqp !== 0 && !(await isFree(ports.amqp))) throw portTaken(ports.amqp, 'amqp');
  const { partitionCount, consumerGroups } = resources.eventHub;
  const options: HubProcessOptions = {
    port: ports.amqp,
    orAnyFree: takenPort === 'replace',
    hub: { name: hubName(values), partitionCount, consumerGroups: Object.values(consumerGroups) },
  };
  const file = join(__dirname, '..', 'processes', 'hub.js');
  const hub = await startServed({
    name: 'hub',
    nodeArguments: [file, JSON.stringify(options)],
    onLine: sayStrange,
    isNoLastWord: () => true,
  });
  sayReplaced(say, 'Event Hubs', ports.amqp, Number(hub.ready.port));
  return hub;
}
