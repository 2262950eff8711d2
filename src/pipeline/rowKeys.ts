import { fnv1a } from './fnv1a.ts';
import { parseTextId } from './textId.ts';
import { isTweetId, tweetIdTime } from './tweetId.ts';

/** Part of the data: another count would give the tweets already stored a second row. */
export const bucketsPerHour = 4;

export interface RowKeys {
  readonly partitionKey: string;
  readonly rowKey: string;
}

/**
 * Where the row of an id lies. The keys are functions of the id alone, so that one tweet has one row however often and
 * whenever it is published, and can be found again by its id. undefined for what is neither a tweet's nor a text's id.
 */
export function rowKeys(id: string): RowKeys | undefined {
  if (isTweetId(id)) return { partitionKey: partitionKey(tweetIdTime(id), id), rowKey: inverted(id, 19) };
  const text = parseTextId(id);
  if (text === undefined) return undefined;
  const time = text.enqueuedTime.getTime();
  // Starts with a letter: bare texts come after all tweets of their bucket, newest first like them.
  const rowKey = `text-${inverted(time, 16)}-${inverted(text.sequenceNumber, 16)}-${text.partition}-${text.hub}`;
  return { partitionKey: partitionKey(time, id), rowKey };
}

/** When the tweet or text of an id was made, in ms since 1970. undefined for what is no id. */
export function idTime(id: string): number | undefined {
  return isTweetId(id) ? tweetIdTime(id) : parseTextId(id)?.enqueuedTime.getTime();
}

/** The UTC hour as `yyyyMMddHH`. */
export function hourOf(timeMs: number): string {
  const time = new Date(timeMs);
  const [year, month, day, hour] = [
    time.getUTCFullYear(),
    time.getUTCMonth() + 1,
    time.getUTCDate(),
    time.getUTCHours(),
  ];
  return String(year * 1_000_000 + month * 10_000 + day * 100 + hour);
}

function partitionKey(timeMs: number, id: string): string {
  return `${hourOf(timeMs)}-${fnv1a(id) % bucketsPerHour}`;
}

/** Table storage sorts keys as texts, ascending only: counting down from the largest number puts the newest first. */
function inverted(value: string | number, digits: number): string {
  let key = '';
  for (const digit of String(value).padStart(digits, '0')) key += '9876543210'[Number(digit)];
  return key;
}
