import { join } from 'node:path';
import resources from '../../resources.json';
import { sayStrange } from '../commandLine/say.ts';
import type { HubProcessOptions } from '../processes/hub.ts';
import { isFree } from '../processes/portTaken.ts';
import { type ServedChild, startServed } from '../processes/startServed.ts';
import { localFolder } from '../running/running.ts';
import { portTaken, type ServicesOptions, sayReplaced } from './servicesOptions.ts';

/** The hub that the settings name. */
export const hubName = (values: Readonly<Record<string, string>>): string =>
  values.EVENT_HUB_NAME || resources.eventHub.name;

/** Where the local hub keeps its events. */
export const eventsFolder = (root: string): string => join(localFolder(root), 'event-hubs');

/** Where the official emulator answers over HTTP too. */
const explorerPort = 5300;

/** Starts the emulator in a process of its own, with the hub and the consumer groups of resources.json. */
export async function startLocalHub({ root, ports, takenPort, values, say }: ServicesOptions): Promise<ServedChild> {
  if (takenPort === 'refuse' && ports.amqp !== 0 && !(await isFree(ports.amqp))) throw portTaken(ports.amqp, 'amqp');
  const { partitionCount, consumerGroups } = resources.eventHub;
  const options: HubProcessOptions = {
    port: ports.amqp,
    // Nobody depends on where the explorer is, so it never stands in the way of a start.
    httpPort: ports.amqp !== 0 && (await isFree(explorerPort)) ? explorerPort : 0,
    orAnyFree: takenPort === 'replace',
    data: eventsFolder(root),
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
