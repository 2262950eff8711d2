import { type BoundRules, readBounds } from './bounds.ts';
import { type FieldsParameter, readFieldSelection, readList } from './fieldSelection.ts';
import { expansions } from './fields.ts';
import { InvalidRequest, invalid } from './invalid.ts';
import { readNextToken } from './nextToken.ts';
import type { Parameters, Question } from './question.ts';
import { type QueryRules, readQuery } from './readQuery.ts';

export interface Rules extends BoundRules, QueryRules {
  /** Names under which the fields of a post can be asked for. */
  readonly fieldsParameters: readonly FieldsParameter[];
}

const names = [
  ...['query', 'start_time', 'end_time', 'since_id', 'until_id', 'max_results', 'next_token', 'pagination_token'],
  ...['sort_order', 'expansions', 'media.fields', 'poll.fields', 'user.fields', 'place.fields'],
];

/** Checks a request as X does. Throws InvalidRequest with X's words. */
export function readQuestion(parameters: Parameters, rules: Rules): Question {
  refuseUnknown(parameters, [...names, ...rules.fieldsParameters]);
  return {
    query: readQuery(parameters, rules),
    maxResults: readMaxResults(parameters),
    sortOrder: readSortOrder(parameters),
    bounds: readBounds(parameters, rules),
    fields: readFieldSelection(parameters),
    withAuthors: readList(parameters, 'expansions', expansions).includes('author_id'),
    from: readNextToken(parameters),
  };
}

function refuseUnknown(parameters: Parameters, known: readonly string[]): void {
  const errors = [...parameters]
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) => ({
      parameters: { [name]: [value] },
      message: `The query parameter [${name}] is not one of [${known.join(',')}]`,
    }));
  if (errors.length > 0) throw new InvalidRequest(errors);
}

function readMaxResults(parameters: Parameters): number {
  const name = 'max_results';
  const text = parameters.get(name) ?? '10';
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 10 && count <= 100) return count;
  throw invalid(parameters, [name], `The \`${name}\` query parameter value [${text}] is not between 10 and 100`);
}

function readSortOrder(parameters: Parameters): Question['sortOrder'] {
  const name = 'sort_order';
  const text = parameters.get(name) ?? 'recency';
  if (text === 'recency' || text === 'relevancy') return text;
  throw invalid(
    parameters,
    [name],
    `The \`${name}\` query parameter value [${text}] is not one of [recency,relevancy]`,
  );
}
