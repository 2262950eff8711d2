import { defaultFields, olderWord, postFields, tweetFields } from './fields.ts';
import { invalid } from './invalid.ts';
import type { Parameters } from './question.ts';

export type FieldsParameter = 'tweet.fields' | 'post.fields';

/** What of a post an answer shows, and in which words. */
export interface FieldSelection {
  /** In the older words. */
  readonly fields: ReadonlySet<string>;
  readonly askedIn: 'tweet' | 'post';
}

const known: Readonly<Record<FieldsParameter, readonly string[]>> = {
  'tweet.fields': tweetFields,
  'post.fields': postFields,
};

/**
 * The fields asked for. The spelling of the parameter decides the words of the answer (seen against X by others in
 * August 2026, not documented). Throws InvalidRequest for a field that X does not know.
 */
export function readFieldSelection(parameters: Parameters): FieldSelection {
  const [older, newer] = [parameters.get('tweet.fields'), parameters.get('post.fields')];
  if (older !== undefined && newer !== undefined) {
    const message = 'Only one of `tweet.fields` and `post.fields` can be used.';
    throw invalid(parameters, ['tweet.fields', 'post.fields'], message);
  }
  const name: FieldsParameter = newer === undefined ? 'tweet.fields' : 'post.fields';
  const asked = readList(parameters, name, known[name]);
  return {
    fields: new Set([...defaultFields, ...asked.map(olderWord)]),
    askedIn: newer === undefined ? 'tweet' : 'post',
  };
}

/** A list separated by commas, of values that X knows. */
export function readList(parameters: Parameters, name: string, values: readonly string[]): readonly string[] {
  const text = parameters.get(name);
  if (text === undefined) return [];
  const asked = text.split(',');
  const wrong = asked.find((value) => !values.includes(value));
  if (wrong === undefined) return asked;
  throw invalid(
    parameters,
    [name],
    `The \`${name}\` query parameter value [${wrong}] is not one of [${values.join(',')}]`,
  );
}
