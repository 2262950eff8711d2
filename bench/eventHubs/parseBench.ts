import { Command } from 'commander';
import { positive } from '../../local/commandLine/positive.ts';
import type { BenchOptions } from './benchOptions.ts';

const wholeRun = { events: 2 * 1024 * 1024, latencySeconds: 10 };
const quickRun = { events: 100_000, latencySeconds: 2 };

export interface BenchCommand extends BenchOptions {
  readonly json: boolean;
}

interface Flags {
  readonly json?: boolean;
  readonly quick?: boolean;
  readonly events?: number;
  readonly latencySeconds?: number;
  readonly memory?: boolean;
  readonly folder: string;
}

export interface CommandOutput {
  readonly output: NodeJS.WritableStream;
  readonly progress: NodeJS.WritableStream;
}

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseBench(args: readonly string[], streams: CommandOutput): BenchCommand {
  const {
    json = false,
    quick,
    folder,
    memory = false,
    ...chosen
  } = benchCommand(streams)
    .parse([...args], { from: 'user' })
    .opts<Flags>();
  return { json, folder, memory, ...(quick ? quickRun : wholeRun), ...chosen };
}

function benchCommand({ output, progress }: CommandOutput): Command {
  return new Command('npm run bench:event-hubs --')
    .description(
      'Measures the Event Hubs emulator with the Azure SDK: producer, consumer and\n' +
        'emulator in processes of their own, bodies of 1 KiB, 4 partitions, events on\n' +
        'disk in a temporary folder that is removed afterwards. A whole run stores 2 GiB,\n' +
        'needs 3 GiB of disk for that time, and takes some two minutes.',
    )
    .option('--json', 'print one JSON object')
    .option('--quick', 'store 100,000 events and measure latency for 2 s')
    .option('--events <n>', 'events to store (default: 2097152, which are 2 GiB)', positive)
    .option('--latency-seconds <n>', 'how long to measure latency (default: 10)', positive)
    .option('--memory', 'keep the events in memory instead, to see what the disk costs')
    .option('--folder <folder>', 'where the temporary folder is made', '.local')
    .addHelpText(
      'after',
      '\nnpm itself prints two lines first; without them: npm run --silent bench:event-hubs -- --json',
    )
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride();
}
