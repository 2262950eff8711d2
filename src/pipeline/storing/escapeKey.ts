import { createHash } from 'node:crypto';

/** 1 KiB of UTF-16. Some of the vendor's pages say 1,024 characters; this is what every reading of them allows. */
export const longestKey = 512;
const keptOfLongKey = 440;

/**
 * What no key may hold (`/ \ # ?` and controls), what no URL can (a half of a surrogate pair), what is read differently
 * on the way (`%` and `+`), and the escape character itself.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields
 */
const escaped = /[/\\#?%+~\p{Cc}\p{Cs}]/gu;

/**
 * A legal key for any text, and another one for every other text: `~` and four hex digits stand for a character that a
 * key cannot hold. Of a text that is too long the beginning stays, and the hash of the whole, behind `~-`, which no
 * escape looks like. What is legal already stays as it is.
 */
export function escapeKey(text: string): string {
  const key = text.replace(escaped, (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (key.length <= longestKey) return key;
  // The cut may go through a pair of surrogates.
  const beginning = key.slice(0, keptOfLongKey).replace(/\p{Cs}$/u, '');
  return `${beginning}~-${createHash('sha256').update(key).digest('hex')}`;
}
