import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions } from './benchOptions.ts';
import { type BenchProcess, startBenchProcess } from './benchProcess.ts';
import { checkSpace } from './checkSpace.ts';
import { type BenchFigures, type DirectionFigures, directionFigures, rounded } from './figures.ts';
import { numbersOf, textOf } from './numbersOf.ts';

/** Sent and received before anything is measured, until code is compiled; at most a tenth of all. */
const warmUpEvents = 100_000;

export interface BenchSurroundings {
  /** Told what the run does, line by line. */
  readonly progress: (line: string) => void;
  /** Ends the run and rejects. */
  readonly signal: AbortSignal;
}

/** Runs the benchmark. @throws Error when there is no room for its events, or a process of it fails */
export async function measureEventHubs(options: BenchOptions, surroundings: BenchSurroundings): Promise<BenchFigures> {
  await mkdir(options.folder, { recursive: true });
  if (!options.memory) await checkSpace(options);
  const data = await mkdtemp(join(options.folder, 'bench-event-hubs-'));
  const processes: BenchProcess[] = [];
  const end = (): void => {
    for (const process of processes) process.end();
  };
  surroundings.signal.addEventListener('abort', end);
  try {
    return await measure(options, surroundings.progress, { data, start: (name) => started(name, processes) });
  } finally {
    end();
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

function started(name: string, processes: BenchProcess[]): BenchProcess {
  const process = startBenchProcess(name);
  processes.push(process);
  return process;
}

interface Run {
  readonly data: string;
  readonly start: (name: string) => BenchProcess;
}

async function measure(
  { events, latencySeconds, memory }: BenchOptions,
  progress: (line: string) => void,
  { data, start }: Run,
): Promise<BenchFigures> {
  const hub = start('hubProcess');
  const connectionString = textOf(await hub.ask('start', { events, ...(!memory && { data }) }), 'connectionString');
  const warmUp = Math.min(warmUpEvents, Math.floor(events / 10));
  const direction = async (name: string, command: string, measured: number): Promise<DirectionFigures> => {
    const client = start(name);
    await client.ask('connect', { connectionString });
    progress(`${command}: ${count(warmUp)} events to warm up, then ${count(measured)}.`);
    await client.ask(command, { events: warmUp });
    const before = await cpuMicros(hub);
    const onProgress = (done: number): void => progress(`${command}: ${count(done)} of ${count(measured)}`);
    const figures = await client.ask(command, { events: measured }, everyFew(onProgress));
    const spent = (await cpuMicros(hub)) - before;
    await client.ask('close');
    client.end();
    return directionFigures(numbersOf(figures, ['events', 'seconds', 'cpuMicros', 'p50Ms', 'p99Ms']), spent);
  };
  const send = await direction('producerProcess', 'send', events - warmUp);
  const receive = await direction('consumerProcess', 'receive', events);
  const latency = start('latencyProcess');
  const p99 = async (command: string): Promise<number> => {
    progress(`${command}: 1,000 events a second for ${latencySeconds} s.`);
    return rounded(
      numbersOf(await latency.ask(command, { connectionString, seconds: latencySeconds }), ['p99Ms']).p99Ms,
    );
  };
  const hubP99Ms = await p99('transit');
  const sdkEndToEndP99Ms = await p99('endToEnd');
  latency.end();
  const { storedMib } = numbersOf(await hub.ask('stored'), ['storedMib']);
  const { peakMib } = numbersOf(await hub.ask('peak'), ['peakMib']);
  await hub.ask('close');
  return {
    send,
    receive,
    hubP99Ms,
    sdkEndToEndP99Ms,
    storedMiB: rounded(storedMib),
    memoryMiB: rounded(peakMib),
  };
}

async function cpuMicros(hub: BenchProcess): Promise<number> {
  return numbersOf(await hub.ask('cpu'), ['cpuMicros']).cpuMicros;
}

const linesEveryMs = 5000;

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
