import { Command, InvalidArgumentError, Option } from 'commander';
import { appOption } from '../local/commandLine/appOption.ts';
import type { CommandOutput } from '../local/view/parseTail.ts';
import { hourOf } from '../src/pipeline/rowKeys.ts';
import { tweetColumns } from './tweetColumns.ts';

/** What the options of `npm run tweets` ask for. */
export interface TweetsOptions {
  readonly id?: string;
  readonly hour?: HourRange;
  /** Columns of the store. */
  readonly fields?: readonly string[];
  readonly limit: number;
  readonly json?: true;
  /** A function app in Azure. */
  readonly app?: string;
}

/** UTC, as `yyyyMMddHH`; the last one is part of it. */
export interface HourRange {
  readonly first: string;
  readonly last: string;
}

const mostRows = 100_000;

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseTweets(args: readonly string[], { output, progress }: CommandOutput): TweetsOptions {
  return new Command('npm run tweets --')
    .description('Lists stored tweets, newest first.')
    .option('--id <id>', 'the row of this tweet or text only')
    .addOption(
      new Option('--hour <yyyyMMddHH[-yyyyMMddHH]>', 'rows of this UTC hour only, or of these and all between')
        .argParser(hourRange)
        .conflicts('id'),
    )
    .option('--fields <names>', 'columns to show, with commas between them: id,lang,likeCount', tweetColumns)
    .option('--limit <count>', `how many rows, up to ${mostRows}`, limit, 20)
    .option('--json', 'one JSON object per line, and nothing else')
    .addOption(appOption())
    .addHelpText('after', '\nnpm itself prints two lines first; without them: npm run --silent tweets -- --json')
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<TweetsOptions>();
}

function limit(value: string): number {
  const count = Number(value);
  if (/^\d{1,6}$/.test(value) && count >= 1 && count <= mostRows) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostRows}.`);
}

function hourRange(value: string): HourRange {
  const [first = '', last = first, ...more] = value.split('-');
  if (isHour(first) && isHour(last) && more.length === 0 && first <= last) return { first, last };
  throw new InvalidArgumentError('It must be ten digits, year to hour in UTC, or two hours: 2026112022-2026112105.');
}

function isHour(value: string): boolean {
  const time = Date.parse(value.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:00:00Z'));
  // Date.parse takes hour 24, and 30 February, for times of the next day.
  return /^\d{10}$/.test(value) && !Number.isNaN(time) && hourOf(time) === value;
}
