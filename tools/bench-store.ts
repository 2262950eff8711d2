import { CommanderError } from 'commander';
import { benchTables } from '../bench/store/benchTables.ts';
import { measureMemory } from '../bench/store/measureMemory.ts';
import { measureStore } from '../bench/store/measureStore.ts';
import { type BenchCommand, parseBench } from '../bench/store/parseBench.ts';
import { printFigures, printMemory } from '../bench/store/printFigures.ts';

/** `npm run bench:store`: measures how fast tweets are stored, and prints the figures. */
export async function run(args: readonly string[]): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  try {
    output.write(await measured(parseBench(args, { output, progress })));
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}

async function measured({ json, memoryEvents, ...options }: BenchCommand): Promise<string> {
  const tables = await benchTables();
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    if (memoryEvents === undefined) {
      const figures = await measureStore(options, tables, tell);
      return json ? `${JSON.stringify(figures)}\n` : printFigures(figures);
    }
    const figures = await measureMemory(memoryEvents, tables, tell);
    return json ? `${JSON.stringify(figures)}\n` : printMemory(figures);
  } finally {
    await tables.close();
  }
}
