import { odata, type TableClient } from '@azure/data-tables';
import { bucketsPerHour, hourOf, idTime, rowKeys } from '../pipeline/rowKeys.ts';
import { hoursWithRows } from './hoursWithRows.ts';
import { tableError } from './tableError.ts';
import { tableFault } from './tableFault.ts';

const queryTimeLimitMs = 60_000;

/** A stored row, its columns as they stand in the table. */
export type TweetRow = Readonly<Record<string, unknown>>;

export interface TweetReader {
  find(id: string): Promise<TweetRow | undefined>;
  /** Rows of a UTC hour (`yyyyMMddHH`), newest first, at most `limit`. */
  inHour(hour: string, limit: number): Promise<readonly TweetRow[]>;
  /** The newest rows of the table, newest first, at most `limit`. Reads few rows beyond them. */
  newest(limit: number, nowMs: number): Promise<readonly TweetRow[]>;
}

export function tableTweetReader(table: TableClient): TweetReader {
  const inHour = async (hour: string, limit: number) => {
    const rows = await Promise.all(rangesOf(hour).map((filter) => first(table, filter, limit)));
    return rows.flat().sort(newestFirst).slice(0, limit);
  };
  const newest = async (limit: number, nowMs: number) => {
    const rows: TweetRow[] = [];
    for await (const hour of hoursWithRows((from, before) => firstHourIn(table, from, before), nowMs)) {
      rows.push(...(await inHour(hourText(hour), limit - rows.length)));
      if (rows.length >= limit) break;
    }
    return rows;
  };
  return { find: (id) => find(table, id), inHour, newest };
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
  const [, year, month, day, hour] = /^(\d{4})(\d\d)(\d\d)(\d\d)-/.exec(String(row?.partitionKey)) ?? [];
  if (hour === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour)) / 3_600_000;
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
    for (const { etag: _etag, timestamp: _timestamp, 'odata.metadata': _metadata, ...row } of page) rows.push(row);
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
