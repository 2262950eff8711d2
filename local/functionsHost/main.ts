import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { fail } from '../commandLine/fail.ts';
import { serveParent } from '../processes/serveParent.ts';
import { readSettings } from '../settings/readSettings.ts';
import { checkApp } from './checkApp.ts';
import type { FunctionsHostOptions, RunningFunctionsHost } from './contract.ts';
import { FunctionsHostError } from './functionsHostError.ts';
import { startFunctionsHost } from './startFunctionsHost.ts';
import { visible, visibleError } from './visible.ts';

interface Options {
  readonly app: string;
  readonly port: number;
  readonly anyFreePort?: boolean;
  readonly check?: boolean;
  readonly verbose?: boolean;
}

const takenCodes = ['EADDRINUSE', 'EACCES'];

const command = new Command('functions-host')
  .description('Runs the functions of an app folder on this machine, as the Azure Functions host would.')
  .option('--app <folder>', 'folder with package.json and host.json', '.')
  .option('--port <number>', 'port of the admin interface, 0 for any free one', parsePort, 7071)
  .option('--any-free-port', 'take another port when that one is taken')
  .option('--check', 'only check the app and its settings, without any service; say nothing when all is well')
  .option('--verbose', 'also show debug entries, each execution, and the stacks of failures');

process.on('uncaughtException', (error) => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`The function app failed outside of an execution, so the host ends: ${visible(text)}\n`);
  process.exit(1);
});

run(command.parse().opts<Options>()).catch((error: unknown) => {
  fail(visibleError(error));
  if (command.opts<Options>().verbose && error instanceof FunctionsHostError) process.stderr.write(causeOf(error));
  // A file of the app may have left something running; what was written gets the time to leave.
  setTimeout(() => process.exit(1), 200).unref();
});

async function run({ app, port, anyFreePort, check, verbose }: Options): Promise<void> {
  const appFolder = resolve(app);
  const settings = readSettings(appFolder, process.env).values;
  // Functions read their settings from the environment, also while their files load.
  Object.assign(process.env, settings);
  if (check) {
    await checkApp({ appFolder, settings });
    // A file of the app may have left something running.
    process.exit(0);
  }
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  // A start waits as long as the host's storage is away; nobody waits for a host whose parent is gone.
  const isForsaken = (): void => process.exit(1);
  process.once('disconnect', isForsaken);
  const host = await start({ appFolder, settings, port, write, verbose: verbose ?? false }, anyFreePort ?? false);
  process.off('disconnect', isForsaken);
  if (process.send === undefined) write(`Host: http://127.0.0.1:${host.port}/admin/host/status`);
  serveParent({ ready: { port: host.port, functions: host.functions }, close: () => host.close() });
}

async function start(options: FunctionsHostOptions, anyFreePort: boolean): Promise<RunningFunctionsHost> {
  try {
    return await startFunctionsHost(options);
  } catch (cause) {
    if (!isTaken(cause)) throw cause;
    const fact = `Port ${options.port} is taken`;
    if (!anyFreePort) {
      const wayOut = 'Stop what listens there, or choose another with --port.';
      throw new FunctionsHostError('port', `${fact}. ${wayOut}`, { cause });
    }
    const host = await startFunctionsHost({ ...options, port: 0 });
    options.write(`${fact}, so the host listens on port ${host.port}.`);
    return host;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && takenCodes.includes(String(error.code));
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}

function causeOf({ cause }: FunctionsHostError): string {
  return cause instanceof Error && cause.stack !== undefined ? `${visible(cause.stack)}\n` : '';
}
