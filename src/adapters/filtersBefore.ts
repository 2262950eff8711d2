import { odata } from '@azure/data-tables';
import { bucketsPerHour, hourOf, rowKeys } from '../pipeline/rowKeys.ts';
import { textId } from '../pipeline/textId.ts';
import { tweetIdAt } from '../pipeline/tweetId.ts';

const hourMs = 3_600_000;
/** `text-` and the time counted down. */
const timeOfTextLength = 21;

/** What was made before a time. */
export interface Before {
  /** All earlier hours than this one (`yyyyMMddHH`). */
  readonly hour: string;
  /** And of this hour what these filters name. */
  readonly ofItsHour: readonly string[];
}

/**
 * Names the rows of what was made before a time, and nearly nothing else: whole hours, and of the hour that the time lies
 * in the end of each run of rows, since those are newest first. A query that named the whole hour would read all that is to
 * stay, and Azurite sorts all that it names anew for each page.
 */
export function filtersBefore(time: Date): Before {
  const timeMs = time.getTime();
  const hour = hourOf(timeMs);
  if (timeMs % hourMs === 0) return { hour, ofItsHour: [] };
  const newestTweet = rowKeys(tweetIdAt(timeMs, 0))?.rowKey ?? '';
  const lastMoment = { hub: 'any', partition: '0', sequenceNumber: 0, enqueuedTime: new Date(timeMs - 1) };
  const newestText = (rowKeys(textId(lastMoment))?.rowKey ?? '').slice(0, timeOfTextLength);
  const keys = Array.from({ length: bucketsPerHour }, (_, bucket) => `${hour}-${bucket}`);
  const ofItsHour = keys.flatMap((key) => [
    odata`PartitionKey eq ${key} and RowKey gt ${newestTweet} and RowKey lt ':'`,
    odata`PartitionKey eq ${key} and RowKey ge ${newestText}`,
  ]);
  return { hour, ofItsHour };
}
