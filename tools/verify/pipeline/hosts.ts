import { join } from 'node:path';
import { beforeItEnds } from '../../../local/processes/startProcess.ts';
import { startServed } from '../../../local/processes/startServed.ts';
import { isRecord } from '../../../src/pipeline/tweet.ts';
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
  /** Aborted, none starts any more. */
  readonly signal: AbortSignal;
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
    batchesStored: (name) => hosts[name].batchesStored(),
    port: (name) => (hosts[name].part.isRunning ? Number(hosts[name].part.running.ready.port) : undefined),
    close: async () => {
      await Promise.all(Object.values(hosts).map(({ part }) => part.close()));
      await Promise.all(Object.values(hosts).map(({ log }) => log.close()));
    },
  };
}

function host(name: HostName, options: HostsOptions) {
  const { app, environment, logFolder, shiftsClocks, onLine, onUnexpectedEnd, signal } = options;
  const log = logFile(logFolder, `host-${name}`);
  const preload = shiftsClocks ? ['--require', clockFile] : [];
  let batches = 0;
  const read = (line: string): void => {
    log.write(line);
    if (storedBatch.test(line)) batches += 1;
    onLine(name, line);
  };
  const part = new Part({
    name: `${name} host`,
    start: (over) => {
      batches = 0;
      return startServed({
        name: `${name} host`,
        nodeArguments: [...preload, hostFile, '--app', app, '--port', '0', '--verbose'],
        environment,
        folder: app,
        onLine: read,
        signal: over,
        startsWithinMs,
      });
    },
    onUnexpectedEnd,
    signal,
  });
  return { part, log, batchesStored: () => batches };
}

/** A host waits for its storage, which is away for a minute at most, and then looks for it every 10 s. */
const startsWithinMs = 150_000;

const storedBatch = /Executed 'storeTweets' \(succeeded,/;
const shiftsWithinMs = 10_000;

/** Rejects with ProcessError when the host does not say in time that it is done. */
async function shiftClock(part: Part, offsetMs: number): Promise<void> {
  const { running } = part;
  const { child } = running;
  let listen = (_message: unknown): void => undefined;
  const done = new Promise<void>((resolve) => {
    listen = (message) => {
      if (isRecord(message) && message.type === 'clock' && message.offsetMs === offsetMs) resolve();
    };
  });
  child.on('message', listen);
  child.send({ type: 'clock', offsetMs }, () => undefined);
  try {
    await beforeItEnds(running, done, shiftsWithinMs);
  } finally {
    child.off('message', listen);
  }
}
