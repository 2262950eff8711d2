import type { BenchOptions } from './benchOptions.ts';
import type { BenchProcess } from './benchProcess.ts';
import { type BenchFigures, type DirectionFigures, directionFigures, rounded } from './figures.ts';
import { numbersOf, textOf } from './numbersOf.ts';

export interface RunParts {
  /** An empty folder for the events. */
  readonly data: string;
  readonly start: (name: string) => BenchProcess;
  readonly progress: (line: string) => void;
}

interface StartedHub extends RunParts {
  readonly hub: BenchProcess;
  readonly connectionString: string;
}

interface Direction {
  /** The client's process, and what it is asked to do. */
  readonly name: string;
  readonly command: 'send' | 'receive';
  readonly warmUp: number;
  readonly measured: number;
}

/** Sent and received before anything is measured, until code is compiled; at most a tenth of all. */
const warmUpEvents = 100_000;
const linesEveryMs = 5000;

/** One emulator: filled, read, and then timed with all that it stores. */
export async function measureRun(options: BenchOptions, parts: RunParts): Promise<BenchFigures> {
  const { events } = options;
  const warmUp = Math.min(warmUpEvents, Math.floor(events / 10));
  const started = await startHub(options, parts);
  const sending = { name: 'producerProcess', command: 'send', warmUp, measured: events - warmUp } as const;
  const send = await measureDirection(sending, started);
  const receiving = { name: 'consumerProcess', command: 'receive', warmUp, measured: events } as const;
  const receive = await measureDirection(receiving, started);
  const latency = await measureLatency(options, started);
  const { storedMib } = numbersOf(await started.hub.ask('stored'), ['storedMib']);
  const { peakMib } = numbersOf(await started.hub.ask('peak'), ['peakMib']);
  await started.hub.ask('close');
  return { send, receive, ...latency, storedMiB: rounded(storedMib), memoryMiB: rounded(peakMib) };
}

async function startHub({ events, memory }: BenchOptions, parts: RunParts): Promise<StartedHub> {
  const hub = parts.start('hubProcess');
  const answer = await hub.ask('start', { events, ...(!memory && { data: parts.data }) });
  return { ...parts, hub, connectionString: textOf(answer, 'connectionString') };
}

/** The same work twice: first to warm up, then measured on both sides. */
async function measureDirection(direction: Direction, started: StartedHub): Promise<DirectionFigures> {
  const { name, command, warmUp, measured } = direction;
  const { hub, connectionString, progress } = started;
  const client = started.start(name);
  await client.ask('connect', { connectionString });
  progress(`${command}: ${count(warmUp)} events to warm up, then ${count(measured)}.`);
  await client.ask(command, { events: warmUp });
  const before = await cpuMicros(hub);
  const tell = everyFew((done) => progress(`${command}: ${count(done)} of ${count(measured)}`));
  const answer = await client.ask(command, { events: measured }, tell);
  const spent = (await cpuMicros(hub)) - before;
  await client.ask('close');
  client.end();
  return directionFigures(numbersOf(answer, ['events', 'seconds', 'cpuMicros', 'p50Ms', 'p99Ms']), spent);
}

async function measureLatency(
  { latencySeconds: seconds }: BenchOptions,
  { start, connectionString, progress }: StartedHub,
): Promise<Pick<BenchFigures, 'hubP99Ms' | 'sdkEndToEndP99Ms'>> {
  const clients = start('latencyProcess');
  const p99 = async (command: string): Promise<number> => {
    progress(`${command}: 1,000 events a second for ${seconds} s.`);
    return rounded(numbersOf(await clients.ask(command, { connectionString, seconds }), ['p99Ms']).p99Ms);
  };
  const hubP99Ms = await p99('transit');
  const sdkEndToEndP99Ms = await p99('endToEnd');
  clients.end();
  return { hubP99Ms, sdkEndToEndP99Ms };
}

async function cpuMicros(hub: BenchProcess): Promise<number> {
  return numbersOf(await hub.ask('cpu'), ['cpuMicros']).cpuMicros;
}

function everyFew(tell: (done: number) => void): (done: number) => void {
  let toldMs = performance.now();
  return (done) => {
    if (performance.now() - toldMs < linesEveryMs) return;
    toldMs = performance.now();
    tell(done);
  };
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
