import { Command, InvalidArgumentError, Option } from 'commander';
import { appOption } from '../commandLine/appOption.ts';
import { positive } from '../commandLine/positive.ts';
import { parseStart } from './parseStart.ts';
import { needsPartition, type ViewStart } from './startPosition.ts';
import type { ViewMode } from './viewFormat.ts';

/** What the options of `npm run tail` ask of the view. */
export interface TailOptions {
  readonly from: ViewStart;
  readonly partition?: string;
  readonly count?: number;
  readonly maxEvents?: number;
  readonly schema?: boolean;
  readonly truncate: boolean;
  readonly mode: ViewMode;
  readonly consumerGroup: string;
  readonly hub?: string;
  /** A function app in Azure. */
  readonly app?: string;
}

/** The options as commander names them. */
interface Flags extends Omit<TailOptions, 'mode' | 'consumerGroup'> {
  readonly group: string;
  readonly fields?: readonly string[];
  readonly raw?: boolean;
  readonly json?: boolean;
}

export interface CommandOutput {
  /** For help that was asked for. */
  readonly output: NodeJS.WritableStream;
  /** For what is wrong with the options. */
  readonly progress: NodeJS.WritableStream;
}

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseTail(args: readonly string[], streams: CommandOutput): TailOptions {
  const command = tailCommand(streams).parse([...args], { from: 'user' });
  const { group: consumerGroup, fields, raw, json, ...options } = command.opts<Flags>();
  if (needsPartition(options.from) && options.partition === undefined) {
    command.error(
      'error: an offset or a sequence number counts within one partition. Add --partition, for instance --partition 0.',
    );
  }
  const mode = fields ? { fields } : json ? 'json' : raw ? 'raw' : 'readable';
  return { ...options, consumerGroup, mode };
}

function tailCommand({ output, progress }: CommandOutput): Command {
  return new Command('npm run tail --')
    .description(
      'Shows what an event hub holds and what arrives, batch by batch, as Spark prints a stream to the console.\n' +
        'Reads beside all other readers and disturbs none of them. All times are UTC.',
    )
    .addOption(
      new Option(
        '--from <start>',
        'earliest, latest, offset:168 or sequence:42 (both with --partition), or a time such as 2026-02-01T12:30:00Z',
      )
        .argParser(parseStart)
        .default('earliest'),
    )
    .option('--partition <id>', 'this partition only', partition)
    .option('--count <n>', 'end after so many events', positive)
    .option('--max-events <n>', 'most events in one batch, up to 1000 (default: 100)', maxEvents)
    .addOption(
      new Option('--fields <names>', 'columns from JSON bodies: id,author_id,public_metrics.like_count')
        .argParser(fieldNames)
        .conflicts(['raw', 'json']),
    )
    .addOption(
      new Option('--raw', 'what the service holds: body (hex), offset, sequenceNumber, …').conflicts([
        'json',
        'fields',
      ]),
    )
    .addOption(new Option('--schema', 'print the columns and their types first').conflicts('json'))
    .option('--json', 'one JSON object per line; a body that is not UTF-8 is {"base64": "…"}')
    .option('--no-truncate', 'print whole texts instead of cutting them to the width of the terminal')
    .option('--group <name>', 'consumer group', '$Default')
    .option('--hub <name>', 'hub (default: the setting EVENT_HUB_NAME)')
    .addOption(appOption())
    .addHelpText('after', '\nnpm itself prints two lines first; without them: npm run --silent tail -- --json')
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride();
}

/** Bounds what a batch keeps in memory: see ViewOptions. */
const mostEventsOfBatch = 1_000;

function maxEvents(text: string): number {
  const count = Number(text);
  if (/^\d{1,4}$/.test(text) && count >= 1 && count <= mostEventsOfBatch) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostEventsOfBatch}.`);
}

function partition(text: string): string {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('A partition is a number from 0.');
  return String(Number(text));
}

function fieldNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) throw new InvalidArgumentError('Separate names by commas: id,author_id,text.');
  return names;
}
