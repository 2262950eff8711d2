import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { startServed } from './processes/startServed.ts';
import { claimFolder, publishRunning, releaseFolder } from './running/running.ts';
import { pointToLocal } from './settings/developmentSettings.ts';
import { readSettings } from './settings/readSettings.ts';
import { describeServices } from './supervision/describe.ts';
import { parseStart, type StartOptions } from './supervision/parseStart.ts';
import { startRunView } from './supervision/startRunView.ts';
import { type LocalServices, startServices } from './supervision/startServices.ts';
import { watchRun } from './supervision/watchRun.ts';

/** `npm start`: storage, hub and host as far as the settings do not name real ones, and a view of what travels. */
export async function run(args: readonly string[]): Promise<void> {
  const options = parseStart(args);
  const root = process.cwd();
  const { values, origin } = readSettings(root, process.env);
  readConfig(values);
  const running = { pid: process.pid, startedAt: new Date().toISOString() };
  claimFolder(root, running);
  try {
    if (origin === 'local.settings.json.example') say(`No local.settings.json here; using the settings of ${origin}.`);
    const services = await startServices({ root, values, ports: options.ports, takenPort: 'replace', say });
    try {
      publishRunning(root, { ...running, ...services.endpoints });
      for (const line of describeServices(services, values)) say(line);
      await runPipeline(options, services, { root, values: pointToLocal(values, services.endpoints), running });
    } finally {
      await services.close();
    }
  } finally {
    releaseFolder(root);
  }
}

interface Pipeline {
  readonly root: string;
  /** App settings that name real endpoints only. */
  readonly values: Readonly<Record<string, string>>;
  readonly running: { readonly pid: number; readonly startedAt: string };
}

/** View before host, so that the first event is seen; host before view at the end, so that the last one is. */
async function runPipeline(
  options: StartOptions,
  services: LocalServices,
  { root, values, running }: Pipeline,
): Promise<void> {
  const view = await startRunView(options, readConfig(values), services.hub !== undefined);
  try {
    const host = await startHost(options, root, values);
    try {
      publishRunning(root, { ...running, ...services.endpoints, functionsHost: `http://127.0.0.1:${host.ready.port}` });
      const end = await watchRun([services.storage?.process, services.hub, host]);
      if (end.failed) process.exitCode = 1;
      (end.failed ? sayOnError : say)(end.words);
    } finally {
      await host.stop(hostStopsWithinMs);
    }
  } finally {
    await view.close();
  }
}

const hostStopsWithinMs = 1_600;

function startHost({ hostPort, verbose }: StartOptions, root: string, values: Readonly<Record<string, string>>) {
  const options = ['--app', root, '--port', String(hostPort), '--any-free-port', ...(verbose ? ['--verbose'] : [])];
  return startServed({
    name: 'host',
    nodeArguments: [join(__dirname, 'functionsHost', 'main.js'), ...options],
    environment: values,
    onLine: say,
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function sayOnError(line: string): void {
  process.stderr.write(`${line}\n`);
}
