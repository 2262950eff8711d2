import type { RowKeys } from '../rowKeys.ts';
import { tweetIdTime } from '../tweetId.ts';

const tweetKey = /^\d{19}$/;
const textKey = /^text-(\d{16})-/;

/**
 * When the tweet or text of a row was made, in ms since 1970, from its keys alone: what `rowKeys` put into them.
 * undefined for keys that are none of ours.
 */
export function rowTime({ rowKey }: Pick<RowKeys, 'rowKey'>): number | undefined {
  if (tweetKey.test(rowKey)) return tweetIdTime(complement(rowKey));
  const time = textKey.exec(rowKey)?.[1];
  return time === undefined ? undefined : Number(complement(time));
}

/** The number that was counted down from 99…9. */
function complement(digits: string): string {
  return (10n ** BigInt(digits.length) - 1n - BigInt(digits)).toString();
}
