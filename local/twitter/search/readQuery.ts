import type { Query } from '../query/parseQuery.ts';
import { QueryError } from '../query/queryError.ts';
import { invalid } from './invalid.ts';
import type { Parameters } from './question.ts';

export interface QueryRules {
  /** 512 characters for those who pay by use, 4096 for Enterprise. */
  readonly longestQuery: number;
  /** Throws QueryError. */
  readonly parseQuery: (text: string) => Query;
}

/** The query of a request. Throws InvalidRequest for one that is missing, too long or wrong. */
export function readQuery(parameters: Parameters, { longestQuery, parseQuery }: QueryRules): Query {
  const text = parameters.get('query');
  if (!text?.trim()) throw invalid(parameters, ['query'], 'Request parameter `query` can not be empty');
  const refused = (message: string) =>
    invalid(parameters, ['query'], `There were errors processing your request: ${message}`);
  const { length } = [...text];
  // X's own words for this are not recorded.
  if (length > longestQuery) throw refused(`Query length ${length} exceeds the maximum of ${longestQuery}`);
  try {
    return parseQuery(text);
  } catch (error) {
    throw error instanceof QueryError ? refused(error.message) : error;
  }
}
