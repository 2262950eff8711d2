import { Command, InvalidArgumentError } from 'commander';
import { toolSettings } from '../local/settings/toolSettings.ts';
import { jsonText } from '../local/view/jsonText.ts';
import { readerIsGone, survivesFailedWrites, writeBlock } from '../local/view/viewOutput.ts';
import resources from '../resources.json';
import { type StorageConnection, tableClient } from '../src/adapters/storageClients.ts';
import { type TweetReader, type TweetRow, tableTweetReader } from '../src/adapters/tableTweetReader.ts';
import { readConfig } from '../src/config.ts';
import { rowObject, rowTable } from './rowTable.ts';

interface TweetsOptions {
  readonly id?: string;
  readonly hour?: string;
  readonly fields?: readonly string[];
  readonly limit: number;
  readonly json?: true;
}

/** Where a command stands; tests give their own. */
export interface Surroundings {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  readonly now: () => number;
}

/** `npm run tweets`: lists stored rows, newest first. */
export async function run(args: readonly string[], surroundings: Partial<Surroundings> = {}): Promise<void> {
  const options = parse(args);
  const { root = process.cwd(), environment = process.env, output = process.stdout, now = Date.now } = surroundings;
  const { storage } = readConfig(await toolSettings('storage', root, environment));
  const rows = await read(tableTweetReader(tableClient(storage, resources.tables.tweets)), options, now());
  survivesFailedWrites(output);
  await writeBlock(output, text(rows, options, storage, output.columns)).catch((error: unknown) => {
    // As in `| head`: what was wanted was read.
    if (!readerIsGone(error)) throw error;
  });
}

function parse(args: readonly string[]): TweetsOptions {
  const command = new Command('npm run tweets --')
    .description('Lists stored tweets, newest first.')
    .option('--id <id>', 'the row of this tweet or text only')
    .option('--hour <yyyyMMddHH>', 'rows of this UTC hour only', hour)
    .option('--fields <names>', 'columns to show, with commas between them: id,lang,likeCount', fieldNames)
    .option('--limit <count>', `how many rows, up to ${mostRows}`, limit, 20)
    .option('--json', 'one JSON object per line, and nothing else')
    .parse([...args], { from: 'user' });
  return command.opts<TweetsOptions>();
}

async function read(
  reader: TweetReader,
  { id, hour, limit }: TweetsOptions,
  now: number,
): Promise<readonly TweetRow[]> {
  if (id !== undefined) return [await reader.find(id)].filter((row) => row !== undefined);
  return hour === undefined ? reader.newest(limit, now) : reader.inHour(hour, limit);
}

function text(
  rows: readonly TweetRow[],
  { fields, json }: TweetsOptions,
  storage: StorageConnection,
  width = Number.POSITIVE_INFINITY,
): string {
  if (json) return rows.map((row) => `${jsonText(rowObject(row, fields))}\n`).join('');
  const table = rows.length === 0 ? 'No rows.\n' : rowTable(rows, fields, width);
  return `${table}\n${whereToLook(storage)}\n`;
}

/** A local account's key is known to everybody; that of any other account is never shown. */
export function whereToLook(storage: StorageConnection): string {
  const table = resources.tables.tweets;
  const isLocal =
    'connectionString' in storage && /(^|;)AccountName=devstoreaccount1(;|$)/.test(storage.connectionString);
  if (!isLocal) return `The rows are in table ${table} of the account that TweetStorage names.`;
  return `The rows are in table ${table}. To look at it with Storage Explorer, connect with:\n${storage.connectionString}`;
}

const mostRows = 100_000;

function limit(value: string): number {
  const count = Number(value);
  if (/^\d{1,6}$/.test(value) && count >= 1 && count <= mostRows) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostRows}.`);
}

function hour(value: string): string {
  if (/^\d{10}$/.test(value)) return value;
  throw new InvalidArgumentError('It must be ten digits, year to hour in UTC: 2026112022.');
}

function fieldNames(value: string): readonly string[] {
  const names = value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length > 0) return names;
  throw new InvalidArgumentError('It must be names with commas between them: id,text.');
}
