import { rowKeys } from '../../../src/pipeline/rowKeys.ts';
import { isTweetId } from '../../../src/pipeline/tweetId.ts';

/** A part of the table; an end that is undefined is open. */
export interface RowRange {
  readonly partitionKey: { readonly is: string } | { readonly after?: string; readonly before?: string };
  /** Row keys from this one, and before that one. */
  readonly from?: string;
  readonly before?: string;
}

/** Just below what one answer holds, so that most ranges are read by one request. */
const mostRows = 950;

/**
 * Parts that make up the whole table, each with at most so many of the rows that these ids should have. Azurite looks at every
 * row of the table for each page, and sorts all that the query names: so plain listing of a million rows takes hours, while
 * this takes one look per page.
 */
export function rowRanges(ids: Iterable<string>, rowsPerRange = mostRows): readonly RowRange[] {
  const byPartition = groupByPartition(ids);
  const partitionKeys = [...byPartition.keys()].toSorted();
  const between = [undefined, ...partitionKeys].map((key, index): RowRange => {
    const next = partitionKeys[index];
    return {
      partitionKey: { ...(key !== undefined && { after: key }), ...(next !== undefined && { before: next }) },
    };
  });
  const within = partitionKeys.flatMap((key) => cut(key, byPartition.get(key) ?? [], rowsPerRange));
  return [...between, ...within];
}

function groupByPartition(ids: Iterable<string>): ReadonlyMap<string, string[]> {
  const byPartition = new Map<string, string[]>();
  for (const id of ids) {
    const key = rowKeys(id)?.partitionKey;
    if (key === undefined) continue;
    const group = byPartition.get(key);
    if (group === undefined) byPartition.set(key, [id]);
    else group.push(id);
  }
  return byPartition;
}

/** Newest first, as the row keys go; texts come after all tweets. */
function cut(partitionKey: string, ids: readonly string[], rowsPerRange: number): readonly RowRange[] {
  const tweets = ids.filter(isTweetId).sort(largestFirst);
  const bounds = tweets.filter((_, index) => index > 0 && index % rowsPerRange === 0).map(rowKeyOf);
  return [undefined, ...bounds].map((from, index) => {
    const before = bounds[index];
    return {
      partitionKey: { is: partitionKey },
      ...(from !== undefined && { from }),
      ...(before !== undefined && { before }),
    };
  });
}

/** Digits without leading zeros: as numbers, but without making any, a million times over. */
function largestFirst(left: string, right: string): number {
  if (left.length !== right.length) return right.length - left.length;
  return left < right ? 1 : -1;
}

function rowKeyOf(id: string): string {
  return rowKeys(id)?.rowKey ?? '';
}
