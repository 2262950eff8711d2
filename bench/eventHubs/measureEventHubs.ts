import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions } from './benchOptions.ts';
import { type BenchProcess, startBenchProcess } from './benchProcess.ts';
import { checkSpace } from './checkSpace.ts';
import type { BenchFigures } from './figures.ts';
import { measureRun } from './measureRun.ts';

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
    const start = (name: string): BenchProcess => started(name, processes);
    return await measureRun(options, { data, start, progress: surroundings.progress });
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
