import { join } from 'node:path';
import { startServed } from '../../../local/processes/startServed.ts';
import type { HostName, HostTargets } from '../faults/fault.ts';
import { logFile } from './logFile.ts';
import { Part } from './part.ts';

export interface HostsOptions {
  readonly app: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logFolder: string;
  /** Loads what can shift the clock of a host. */
  readonly shiftsClocks: boolean;
  readonly onLine: (host: HostName, line: string) => void;
  readonly onUnexpectedEnd: (words: string) => void;
}

export interface Hosts extends HostTargets {
  /** Of its admin interface. */
  port(name: HostName): number | undefined;
  /** Stops those that run, by word. Safe to call twice. */
  close(): Promise<void>;
}

const hostFile = join(__dirname, '..', '..', '..', 'local', 'functionsHost', 'main.js');
const clockFile = join(__dirname, '..', 'faults', 'shiftedClock.js');

/** Two hosts of one app, none of them running yet. */
export function createHosts(options: HostsOptions): Hosts {
  const hosts = { first: host('first', options), second: host('second', options) };
  return {
    start: (name) => hosts[name].part.start(),
    kill: (name) => hosts[name].part.kill(),
    stop: (name) => hosts[name].part.stop(),
    shiftClock: (name, offsetMs) => shiftClock(hosts[name].part, offsetMs),
    port: (name) => (hosts[name].part.isRunning ? Number(hosts[name].part.running.ready.port) : undefined),
    close: async () => {
      await Promise.all(Object.values(hosts).map(({ part }) => part.close()));
      await Promise.all(Object.values(hosts).map(({ log }) => log.close()));
    },
  };
}

function host(name: HostName, { app, environment, logFolder, shiftsClocks, onLine, onUnexpectedEnd }: HostsOptions) {
  const log = logFile(logFolder, `host-${name}`);
  const preload = shiftsClocks ? ['--require', clockFile] : [];
  const read = (line: string): void => {
    log.write(line);
    onLine(name, line);
  };
  const part = new Part({
    name: `${name} host`,
    start: () =>
      startServed({
        name: `${name} host`,
        nodeArguments: [...preload, hostFile, '--app', app, '--port', '0', '--verbose'],
        environment,
        folder: app,
        onLine: read,
      }),
    onUnexpectedEnd,
  });
  return { part, log };
}

/** Resolves when the message has left; the host takes it before anything that it is told or told of later. */
function shiftClock(part: Part, offsetMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    part.running.child.send({ type: 'clock', offsetMs }, (error) => (error === null ? resolve() : reject(error)));
  });
}
