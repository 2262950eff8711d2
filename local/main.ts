import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { say } from './commandLine/say.ts';
import { type ServedChild, startServed } from './processes/startServed.ts';
import { pointToLocal } from './settings/developmentSettings.ts';
import { readSettings } from './settings/readSettings.ts';
import { parseStartOptions, type StartOptions } from './supervision/startOptions.ts';
import { startRunView } from './supervision/startRunView.ts';
import type { LocalServices } from './supervision/startServices.ts';
import { watchRun } from './supervision/watchRun.ts';
import { type Publish, withServices } from './supervision/withServices.ts';

/** `npm start`: storage, hub and host as far as the settings do not name real ones, and a view of what travels. */
export async function run(args: readonly string[]): Promise<void> {
  const options = parseStartOptions(args);
  const root = process.cwd();
  const { values, origin } = readSettings(root, process.env);
  readConfig(values);
  if (origin === 'local.settings.json.example') say(`No local.settings.json here; using the settings of ${origin}.`);
  await withServices({ root, values, ports: options.ports, takenPort: 'replace', say }, (services, publish) =>
    runPipeline({ options, root, values: pointToLocal(values, services.endpoints), services, publish }),
  );
}

interface Pipeline {
  readonly options: StartOptions;
  readonly root: string;
  /** App settings that name real endpoints only. */
  readonly values: Readonly<Record<string, string>>;
  readonly services: LocalServices;
  readonly publish: Publish;
}

/** View before host, so that the first event is seen; host before view at the end, so that the last one is. */
async function runPipeline({ options, root, values, services, publish }: Pipeline): Promise<void> {
  const view = await startRunView(options, readConfig(values), services.hub !== undefined);
  try {
    const host = await startHost(options, root, values);
    try {
      const functionsHost = `http://127.0.0.1:${host.ready.port}`;
      publish({ functionsHost });
      say(`Functions host on ${functionsHost}; Ctrl-C stops everything.`);
      await watchRun([services.storage?.process, services.hub, host]);
    } finally {
      await host.stop(hostStopsWithinMs);
    }
  } finally {
    await view.close();
  }
}

/** Longer than the host takes for its last checkpoints, shorter than what a person waits after Ctrl-C. */
const hostStopsWithinMs = 1_600;

function startHost(
  options: StartOptions,
  root: string,
  values: Readonly<Record<string, string>>,
): Promise<ServedChild> {
  const more = options.verbose ? ['--verbose'] : [];
  return startServed({
    name: 'host',
    nodeArguments: [
      join(__dirname, 'functionsHost', 'main.js'),
      ...['--app', root, '--port', String(options.hostPort), '--any-free-port', ...more],
    ],
    environment: values,
    onLine: say,
  });
}
