import { mkdirSync } from 'node:fs';
import { type LocalProcess, orKill, startProcess } from '../processes/startProcess.ts';
import { developmentConnectionString, type StoragePorts } from './developmentStorage.ts';

export interface StorageOptions {
  /** Folder for the data; without it nothing is kept (for tests). */
  readonly location?: string;
  /** 0 or nothing = any free port. */
  readonly ports?: StoragePorts;
  /** How large its heap may grow; Node's own limit unless said. A million rows in memory take 2 GB. */
  readonly heapMib?: number;
}

export interface RunningStorage {
  readonly process: LocalProcess;
  readonly ports: StoragePorts;
  readonly connectionString: string;
  /** Waits for the save; Azurite acknowledges before it saves, so killing it loses rows. Safe to call twice. */
  close(): Promise<void>;
}

const startsWithinMs = 60_000;
// Saving a large table takes longer than stopping may; losing it would be worse.
const savesWithinMs = 15_000;

// Azurite knows SIGTERM but not the end of its parent. On Windows a signal would be a hard kill, so it is emitted inside.
const untilParentEnds = `
  process.on('disconnect', () => { if (!process.emit('SIGTERM')) process.exit(1); });
  require(process.argv[1]);`;

/**
 * Starts Azurite's blob, queue and table services as a child process, on loopback. Resolves when all three listen.
 * https://learn.microsoft.com/azure/storage/common/storage-install-azurite#command-line-options
 */
export async function startStorage({ location, ports, heapMib }: StorageOptions): Promise<RunningStorage> {
  if (location !== undefined) mkdirSync(location, { recursive: true });
  const listening = new Listening();
  const child = startProcess({
    name: 'storage',
    nodeArguments: [
      ...(heapMib === undefined ? [] : [`--max-old-space-size=${heapMib}`]),
      ...['-e', untilParentEnds, azuriteFile(), ...persistence(location), ...flags(ports)],
    ],
    onLine: (line) => listening.read(line),
    isNoLastWord: (line) => /^Azurite \w+ service is /.test(line),
  });
  const found = await orKill(child, listening.ports, startsWithinMs);
  return {
    process: child,
    ports: found,
    connectionString: developmentConnectionString(found),
    close: () => child.stop(savesWithinMs),
  };
}

function azuriteFile(): string {
  return require.resolve('azurite/dist/src/azurite.js');
}

function persistence(location: string | undefined): string[] {
  return location === undefined ? ['--inMemoryPersistence'] : ['--location', location];
}

function flags(ports: StoragePorts = { blob: 0, queue: 0, table: 0 }): string[] {
  const services = Object.entries(ports).flatMap(([service, port]) => [`--${service}Port`, String(port)]);
  const hosts = Object.keys(ports).flatMap((service) => [`--${service}Host`, '127.0.0.1']);
  // The keep-alive default of 5 s cuts connections under load (Azure/Azurite#2454); newer SDKs send API versions that it does not know.
  const keepAlive = ['--blobKeepAliveTimeout', '120', '--tableKeepAliveTimeout', '120'];
  return [...services, ...hosts, '--silent', '--skipApiVersionCheck', '--disableTelemetry', ...keepAlive];
}

/** Azurite says the port only in its line "successfully listening"; the earlier "is starting" repeats the port asked for. */
class Listening {
  readonly #found = new Map<string, number>();
  #resolve: (ports: StoragePorts) => void = () => undefined;
  readonly ports = new Promise<StoragePorts>((resolve) => {
    this.#resolve = resolve;
  });

  read(line: string): void {
    const match = /^Azurite (Blob|Queue|Table) service is successfully listening at http:\/\/[^:]+:(\d+)/.exec(line);
    if (!match?.[1]) return;
    this.#found.set(match[1], Number(match[2]));
    const [blob, queue, table] = ['Blob', 'Queue', 'Table'].map((service) => this.#found.get(service));
    if (blob !== undefined && queue !== undefined && table !== undefined) this.#resolve({ blob, queue, table });
  }
}
