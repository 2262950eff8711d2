import { Command } from 'commander';
import { port } from './commandLine/port.ts';
import { claimFolder, publishRunning, releaseFolder } from './running/running.ts';
import { readSettings } from './settings/readSettings.ts';
import { wellKnownStoragePorts } from './storage/developmentStorage.ts';
import { describeServices } from './supervision/describe.ts';
import { startServices } from './supervision/startServices.ts';
import { watchRun } from './supervision/watchRun.ts';

/** `npm run services`: storage and hub alone, on the ports that the settings' shortcuts stand for. */
export async function run(args: readonly string[]): Promise<void> {
  const ports = parse(args);
  const root = process.cwd();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const { values } = readSettings(root, process.env);
  const running = { pid: process.pid, startedAt: new Date().toISOString() };
  claimFolder(root, running);
  try {
    const services = await startServices({ root, values, ports, takenPort: 'refuse', say });
    try {
      publishRunning(root, { ...running, ...services.endpoints });
      for (const line of describeServices(services, values)) say(line);
      say('For "func start" in another terminal ("npm run func -- start" fetches it). Ctrl-C stops.');
      const reason = await watchRun([services.storage?.process, services.hub]);
      if (reason.failed) process.exitCode = 1;
      say(reason.words);
    } finally {
      await services.close();
    }
  } finally {
    releaseFolder(root);
  }
}

function parse(args: readonly string[]) {
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
