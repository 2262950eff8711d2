import { Command } from 'commander';
import { positive } from '../../local/commandLine/positive.ts';
import type { BenchOptions } from './benchOptions.ts';

/** As the trigger delivers them at most (host.json). */
const eventsPerBatch = 1_000;
const wholeRun: BenchOptions = {
  eventsPerBatch,
  tweetsDecoded: 20_000,
  batches: 3,
  repetitions: 3,
  rowsBefore: 100_000,
  rowsThen: 20_000,
};
const quickRun: BenchOptions = {
  eventsPerBatch,
  tweetsDecoded: 20_000,
  batches: 1,
  repetitions: 1,
  rowsBefore: 8_000,
  rowsThen: 4_000,
};
const memoryEvents = { whole: 1_000_000, quick: 50_000 };
const hostEvents = { whole: 40_000, quick: 8_000 };

export interface BenchCommand extends BenchOptions {
  readonly json: boolean;
  /** Measure memory with so many events, and nothing else. */
  readonly memoryEvents: number | undefined;
  /** Measure the whole host with so many events, and nothing else. */
  readonly hostEvents: number | undefined;
}

interface Flags {
  readonly json?: boolean;
  readonly quick?: boolean;
  readonly memory?: boolean;
  readonly host?: boolean;
  readonly repetitions?: number;
}

export interface CommandOutput {
  readonly output: NodeJS.WritableStream;
  readonly progress: NodeJS.WritableStream;
}

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseBench(args: readonly string[], streams: CommandOutput): BenchCommand {
  const {
    json = false,
    quick = false,
    memory,
    host,
    ...chosen
  } = benchCommand(streams)
    .parse([...args], { from: 'user' })
    .opts<Flags>();
  const size = quick ? 'quick' : 'whole';
  return {
    ...(quick ? quickRun : wholeRun),
    ...chosen,
    json,
    memoryEvents: memory ? memoryEvents[size] : undefined,
    hostEvents: host ? hostEvents[size] : undefined,
  };
}

function benchCommand({ output, progress }: CommandOutput): Command {
  return new Command('npm run bench:store --')
    .description(
      'Measures how fast tweets are written to Table storage: Azurite in memory, a fresh table for each measurement,\n' +
        'batches of 1,000 events, spread over 1, 10 and 64 keys and over our own, and each way to write in turn:\n' +
        'sequential upserts, all upserts of a batch at once, transactions for each key one after another, ours, and\n' +
        'the ceiling, which is full transactions at the best concurrency. A whole run takes some three minutes.',
    )
    .option('--json', 'print one JSON object')
    .option(
      '--quick',
      'one batch for each measurement, once, and 8,000 rows in place of 100,000: a try-out, no figures',
    )
    .option('--repetitions <n>', 'measurements that each figure is the median of (default: 3)', positive)
    .option('--memory', 'measure the memory of 1,000,000 stored events instead (some five minutes)')
    .option('--host', 'measure the whole host by the values of host.json instead (some five minutes)')
    .addHelpText('after', '\nnpm itself prints two lines first; without them: npm run --silent bench:store -- --json')
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride();
}
