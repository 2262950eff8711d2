import { Command } from 'commander';
import { port } from './commandLine/port.ts';
import { say } from './commandLine/say.ts';
import { readSettings } from './settings/readSettings.ts';
import { wellKnownStoragePorts } from './storage/developmentStorage.ts';
import type { ServicePorts } from './supervision/servicesOptions.ts';
import { untilEnd } from './supervision/watchEndings.ts';
import { withServices } from './supervision/withServices.ts';

/** `npm run services`: storage and hub alone, on the ports that the settings' shortcuts stand for. */
export async function run(args: readonly string[]): Promise<void> {
  const ports = parsePorts(args);
  const root = process.cwd();
  const { values } = readSettings(root, process.env);
  await withServices({ root, values, ports, takenPort: 'refuse', say }, async ({ services, endings }) => {
    say('For "func start" in another terminal ("npm run func -- start" fetches it). Ctrl-C stops.');
    await untilEnd(endings, [services.storage?.process, services.hub]);
  });
}

function parsePorts(args: readonly string[]): ServicePorts {
  const { blob, queue, table } = wellKnownStoragePorts;
  const command = new Command('npm run services --')
    .description(
      'Starts storage and the Event Hubs emulator only, for use with "func start". A taken port is an error.',
    )
    .option('--blob-port <port>', 'blob service; 0 = any free port', port, blob)
    .option('--queue-port <port>', 'queue service', port, queue)
    .option('--table-port <port>', 'table service', port, table)
    .option('--amqp-port <port>', 'Event Hubs', port, 5672)
    .parse([...args], { from: 'user' });
  const options = command.opts<{ blobPort: number; queuePort: number; tablePort: number; amqpPort: number }>();
  return { blob: options.blobPort, queue: options.queuePort, table: options.tablePort, amqp: options.amqpPort };
}
