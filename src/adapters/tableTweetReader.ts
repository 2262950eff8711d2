import { odata, type TableClient } from '@azure/data-tables';
import { bucketsPerHour, hourOf, idTime, rowKeys } from '../pipeline/rowKeys.ts';
import { joinTexts } from '../pipeline/storing/joinTexts.ts';
import { hoursBetween } from './hoursBetween.ts';
import { hoursWithRows } from './hoursWithRows.ts';
import { tableError } from './tableError.ts';
import { tableFault } from './tableFault.ts';

const queryTimeLimitMs = 60_000;

/** A stored row: its columns as they stand in the table, but every text in one, however long. */
export type TweetRow = Readonly<Record<string, unknown>>;

export interface TweetReader {
  find(id: string): Promise<TweetRow | undefined>;
  /** Rows from one UTC hour (`yyyyMMddHH`) to the end of another, newest first, at most `limit`. */
  inHours(first: string, last: string, limit: number): Promise<readonly TweetRow[]>;
  /** The newest rows of the table, newest first, at most `limit`. Reads few rows beyond them. */
  newest(limit: number, nowMs: number): Promise<readonly TweetRow[]>;
}

export function tableTweetReader(table: TableClient): TweetReader {
  const look = (from: number, before: number) => firstHourIn(table, from, before);
  return {
    find: (id) => find(table, id),
    inHours: (first, last, limit) =>
      newestOf(table, hoursBetween(hourNumber(first), hourNumber(last) + 1, look), limit),
    newest: (limit, nowMs) => newestOf(table, hoursWithRows(look, nowMs), limit),
  };
}

/** Rows of the hours, which come newest first. */
async function newestOf(table: TableClient, hours: AsyncIterable<number>, limit: number): Promise<TweetRow[]> {
  const rows: TweetRow[] = [];
  for await (const hour of hours) {
    rows.push(...(await inHour(table, hourText(hour), limit - rows.length)));
    if (rows.length >= limit) break;
  }
  return rows;
}

async function inHour(table: TableClient, hour: string, limit: number): Promise<TweetRow[]> {
  const rows = await Promise.all(rangesOf(hour).map((filter) => first(table, filter, limit)));
  return rows.flat().sort(newestFirst).slice(0, limit);
}

async function find(table: TableClient, id: string): Promise<TweetRow | undefined> {
  const keys = rowKeys(id);
  if (keys === undefined) return undefined;
  const { partitionKey, rowKey } = keys;
  const [row] = await first(table, odata`PartitionKey eq ${partitionKey} and RowKey eq ${rowKey}`, 1);
  return row;
}

/** Each bucket has two runs of rows, newest first: tweets, whose RowKey is digits, and then bare texts. */
function rangesOf(hour: string): readonly string[] {
  return Array.from({ length: bucketsPerHour }, (_, bucket) => `${hour}-${bucket}`).flatMap((key) => [
    odata`PartitionKey eq ${key} and RowKey lt ':'`,
    odata`PartitionKey eq ${key} and RowKey ge ':'`,
  ]);
}

async function firstHourIn(table: TableClient, from: number, before: number): Promise<number | undefined> {
  const filter = odata`PartitionKey ge ${hourText(from)} and PartitionKey lt ${hourText(before)}`;
  const [row] = await first(table, filter, 1, ['PartitionKey']);
  return row && hourNumber(String(row.partitionKey));
}

/** Hours since 1970 of a text that begins with `yyyyMMddHH`. */
function hourNumber(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:00:00Z')) / 3_600_000;
}

async function first(table: TableClient, filter: string, limit: number, select?: string[]): Promise<TweetRow[]> {
  try {
    return await firstRows(table, filter, limit, select);
  } catch (cause) {
    throw tableError(table.tableName, tableFault(cause), cause);
  }
}

async function firstRows(table: TableClient, filter: string, limit: number, select?: string[]): Promise<TweetRow[]> {
  const rows: TweetRow[] = [];
  const queryOptions = { filter, ...(select && { select }) };
  for await (const page of table
    .listEntities({ queryOptions, abortSignal: AbortSignal.timeout(queryTimeLimitMs) })
    .byPage({ maxPageSize: Math.min(limit, 1000) })) {
    for (const { etag: _etag, timestamp: _timestamp, 'odata.metadata': _metadata, ...row } of page)
      rows.push(joinTexts(row));
    if (rows.length >= limit) break;
  }
  return rows.slice(0, limit);
}

function newestFirst(left: TweetRow, right: TweetRow): number {
  const later = (idTime(String(right.id)) ?? 0) - (idTime(String(left.id)) ?? 0);
  return later !== 0 ? later : String(left.rowKey) < String(right.rowKey) ? -1 : 1;
}

function hourText(hour: number): string {
  return hourOf(hour * 3_600_000);
}
