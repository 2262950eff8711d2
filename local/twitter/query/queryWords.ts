import { queryError } from './queryError.ts';

/** A word of a query, a parenthesis or a minus, and where it stands. */
export interface QueryWord {
  readonly text: string;
  readonly position: number;
}

/** Takes a query apart. A minus counts as such only at the beginning of a word. Throws QueryError. */
export function queryWords(query: string): readonly QueryWord[] {
  const found = query.matchAll(/[()]|-(?=[^\s-])|(?:[^\s"()]*"[^"]*"|[^\s"()]+)|"/g);
  return [...found].map(({ 0: text, index: position }) => {
    if (text === '"') throw queryError('missing second quotation mark', position);
    // X asks for a space, and refuses AND as a word of its own.
    if (/^and$/i.test(text)) throw queryError(ambiguousAnd, position);
    return { text, position };
  });
}

const ambiguousAnd =
  'Ambiguous use of and as a keyword. Use a space to logically join two clauses, or "and" to find occurrences of and in text';
