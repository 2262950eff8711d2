import { parseQuery, type Query } from './parseQuery.ts';

/** Reads queries; gives the same object while the same text comes, since what is worked out about posts hangs on it. */
export function rememberQuery(): (text: string) => Query {
  let last: { readonly text: string; readonly query: Query } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, query: parseQuery(text) };
    return last.query;
  };
}
