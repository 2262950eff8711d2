import { jsonText } from '../local/view/jsonText.ts';
import { readerIsGone, survivesFailedWrites, writeBlock } from '../local/view/viewOutput.ts';
import resources from '../resources.json';
import { type StorageConnection, tableClient } from '../src/adapters/storageClients.ts';
import { type TweetReader, type TweetRow, tableTweetReader } from '../src/adapters/tableTweetReader.ts';
import { readConfig } from '../src/config.ts';
import { withSettings } from './azure/withSettings.ts';
import { parseTweets, type TweetsOptions } from './parseTweets.ts';
import { rowObject, rowTable } from './rowTable.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** Where a command stands; tests give their own. */
export interface Surroundings {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** What is wrong with the options. */
  readonly progress: NodeJS.WritableStream;
  readonly now: () => number;
}

/** `npm run tweets`: lists stored rows, newest first. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  await tellingWrongOptions(() => tweets(args, { root: process.cwd(), environment, output, progress, now: Date.now }));
}

/**
 * Rejects with CommanderError for a wrong option (already told) or `--help`, with SettingsError, as storage fails, and with
 * AzureError or AccessRefusedError for `--app`.
 */
export async function tweets(args: readonly string[], surroundings: Surroundings): Promise<void> {
  const { output, now } = surroundings;
  const options = parseTweets(args, surroundings);
  const place = { app: options.app, uses: [{ part: 'tweets', access: 'read' }] } as const;
  const { rows, storage } = await withSettings(place, surroundings, async (settings) => {
    const { storage } = readConfig(settings);
    const reader = tableTweetReader(tableClient(storage, resources.tables.tweets));
    return { rows: await read(reader, options, now()), storage };
  });
  survivesFailedWrites(output);
  await writeBlock(output, text(rows, options, storage, output.columns)).catch((error: unknown) => {
    // As in `| head`: what was wanted was read.
    if (!readerIsGone(error)) throw error;
  });
}

async function read(
  reader: TweetReader,
  { id, hour, limit }: TweetsOptions,
  now: number,
): Promise<readonly TweetRow[]> {
  if (id !== undefined) return [await reader.find(id)].filter((row) => row !== undefined);
  return hour === undefined ? reader.newest(limit, now) : reader.inHours(hour.first, hour.last, limit);
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
  if ('tableServiceUri' in storage) return `The rows are in table ${table} at ${storage.tableServiceUri}`;
  const isLocal = /(^|;)AccountName=devstoreaccount1(;|$)/.test(storage.connectionString);
  if (!isLocal) return `The rows are in table ${table} of the account that TweetStorage names.`;
  return `The rows are in table ${table}. To look at it with Storage Explorer, connect with:\n${storage.connectionString}`;
}
