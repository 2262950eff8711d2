import type { Query } from '../query/parseQuery.ts';
import { QueryError } from '../query/queryError.ts';
import { readBounds } from './bounds.ts';
import { type FieldsParameter, readFieldSelection, readList } from './fieldSelection.ts';
import { expansions } from './fields.ts';
import { InvalidRequest, invalid } from './invalid.ts';
import { readNextToken } from './nextToken.ts';
import type { Parameters, Question } from './question.ts';

export interface Rules {
  readonly nowMs: number;
  readonly longestQuery: number;
  /** Throws QueryError. */
  readonly parseQuery: (text: string) => Query;
  /** Names under which the fields of a post can be asked for. */
  readonly fieldsParameters: readonly FieldsParameter[];
}

const names = [
  'query',
  'start_time',
  'end_time',
  'since_id',
  'until_id',
  'max_results',
  'next_token',
  'pagination_token',
  'sort_order',
  'expansions',
];
const otherFields = ['media.fields', 'poll.fields', 'user.fields', 'place.fields'];

/** Checks a request as X does. Throws InvalidRequest with X's words. */
export function readQuestion(parameters: Parameters, rules: Rules): Question {
  const { nowMs, fieldsParameters } = rules;
  checkNames(parameters, [...names, ...fieldsParameters, ...otherFields]);
  return {
    query: readQuery(parameters.get('query'), rules),
    maxResults: readMaxResults(parameters.get('max_results')),
    sortOrder: readSortOrder(parameters.get('sort_order')),
    bounds: readBounds(parameters, nowMs),
    fields: readFieldSelection(parameters),
    withAuthors: readList(parameters, 'expansions', expansions).includes('author_id'),
    from: readNextToken(parameters),
  };
}

function checkNames(parameters: Parameters, known: readonly string[]): void {
  const errors = [...parameters]
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) => ({
      parameters: { [name]: [value] },
      message: `The query parameter [${name}] is not one of [${known.join(',')}]`,
    }));
  if (errors.length > 0) throw new InvalidRequest(errors);
}

function readQuery(text: string | undefined, { longestQuery, parseQuery }: Rules): Query {
  if (!text?.trim()) throw invalid('query', text, 'Request parameter `query` can not be empty');
  const { length } = [...text];
  // X's own words for this are not recorded.
  if (length > longestQuery) throw queryRefused(text, `Query length ${length} exceeds the maximum of ${longestQuery}`);
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) throw queryRefused(text, error.message);
    throw error;
  }
}

function queryRefused(text: string, message: string): InvalidRequest {
  return invalid('query', text, `There were errors processing your request: ${message}`);
}

function readMaxResults(text = '10'): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 10 && count <= 100) return count;
  throw invalid('max_results', text, `The \`max_results\` query parameter value [${text}] is not between 10 and 100`);
}

function readSortOrder(text = 'recency'): Question['sortOrder'] {
  if (text === 'recency' || text === 'relevancy') return text;
  throw invalid(
    'sort_order',
    text,
    `The \`sort_order\` query parameter value [${text}] is not one of [recency,relevancy]`,
  );
}
