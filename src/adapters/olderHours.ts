import { odata, type TableClient } from '@azure/data-tables';
import { bucketsPerHour } from '../pipeline/rowKeys.ts';
import { keyPages } from './keyPages.ts';
import type { TableRequest } from './tableRequests.ts';

const ourKey = new RegExp(`^\\d{10}-[0-${bucketsPerHour - 1}]$`);

/**
 * Of each hour that holds rows and lies before `hour` (`yyyyMMddHH`) the filters of its buckets, oldest first. An hour may
 * be emptied before the next is asked for.
 */
export async function* olderHours(
  table: TableClient,
  hour: string,
  request: TableRequest,
): AsyncGenerator<readonly string[]> {
  for (let after = ''; ; ) {
    const key = await firstKey(table, odata`PartitionKey gt ${after} and PartitionKey lt ${hour}`, request);
    if (key === undefined) return;
    if (!ourKey.test(key)) {
      after = key;
      continue;
    }
    const found = key.slice(0, hour.length);
    yield Array.from({ length: bucketsPerHour }, (_, bucket) => odata`PartitionKey eq ${`${found}-${bucket}`}`);
    after = `${found}-${bucketsPerHour}`;
  }
}

async function firstKey(table: TableClient, filter: string, request: TableRequest): Promise<string | undefined> {
  // Storage may answer with no row and more to come.
  for await (const [first] of keyPages(table, filter, request, 1)) if (first !== undefined) return first.partitionKey;
  return undefined;
}
