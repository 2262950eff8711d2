import { availableParallelism, loadavg } from 'node:os';
import { CommanderError } from 'commander';
import { loadWarning } from '../bench/eventHubs/loadWarning.ts';
import { measureEventHubs } from '../bench/eventHubs/measureEventHubs.ts';
import { parseBench } from '../bench/eventHubs/parseBench.ts';
import { printFigures } from '../bench/eventHubs/printFigures.ts';

const interrupted = 130;

/** `npm run bench:event-hubs`: measures the Event Hubs emulator, and prints the figures. */
export async function run(args: readonly string[]): Promise<void> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  const { stdout: output, stderr } = process;
  try {
    const { json, ...options } = parseBench(args, { output, progress: stderr });
    const progress = (line: string): void => void stderr.write(`${line}\n`);
    const warning = loadWarning(loadavg()[0] ?? 0, availableParallelism());
    if (warning) progress(warning);
    const figures = await measureEventHubs(options, { progress, signal: ending.signal });
    output.write(json ? `${JSON.stringify(figures)}\n` : printFigures(figures));
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (ending.signal.aborted) process.exitCode = interrupted;
    else throw error;
  }
}
