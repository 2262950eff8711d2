import { benchTables } from '../bench/store/benchTables.ts';
import { measureHostValues } from '../bench/store/measureHostValues.ts';
import { measureMemory } from '../bench/store/measureMemory.ts';
import { measureStore } from '../bench/store/measureStore.ts';
import { type BenchCommand, parseBench } from '../bench/store/parseBench.ts';
import { printFigures, printHost, printMemory } from '../bench/store/printFigures.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run bench:store`: measures how fast tweets are stored, and prints the figures. */
export async function run(args: readonly string[]): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  await tellingWrongOptions(async () => {
    const command = parseBench(args, { output, progress });
    output.write(await (command.hostEvents === undefined ? measured(command) : ofHost(command, command.hostEvents)));
  });
}

async function ofHost({ json, repetitions }: BenchCommand, events: number): Promise<string> {
  const figures = await measureHostValues({ appFolder: process.cwd(), events, repetitions }, tell);
  return json ? `${JSON.stringify(figures)}\n` : printHost(figures);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function measured({ json, memoryEvents, ...options }: BenchCommand): Promise<string> {
  const tables = await benchTables();
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
