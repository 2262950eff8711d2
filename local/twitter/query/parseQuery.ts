import { type Operator, operatorOf } from './operators.ts';
import type { PostFacts } from './postFacts.ts';
import { queryError } from './queryError.ts';
import { type QueryWord, queryWords } from './queryWords.ts';

/** A query, ready to be held against posts. */
export interface Query {
  matches(post: PostFacts): boolean;
}

/** A part of a query: what it asks, and whether X takes it without another one beside it. */
type Part = Operator;

/**
 * Reads a query of recent search: words, phrases, tags and operators, joined by a space (and, which binds closer), OR,
 * minus, parentheses. Throws QueryError with X's message for what X refuses.
 */
export function parseQuery(text: string): Query {
  const words = [...queryWords(text)];
  const { test, standsAlone } = readAlternatives(words, text.length);
  const [left] = words;
  if (left) throw queryError("missing EOF at ')'", left.position);
  if (!standsAlone) throw queryError('is/has/lang cannot be used as a standalone operator', 0);
  return { matches: test };
}

function readAlternatives(words: QueryWord[], end: number): Part {
  const parts = [readGroup(words, end)];
  while (isNext(words, 'OR')) {
    words.shift();
    parts.push(readGroup(words, end));
  }
  return {
    test: (post) => parts.some(({ test }) => test(post)),
    standsAlone: parts.every(({ standsAlone }) => standsAlone),
  };
}

function readGroup(words: QueryWord[], end: number): Part {
  const parts = [readPart(words, end)];
  while (words.length > 0 && !isNext(words, 'OR') && !isNext(words, ')')) parts.push(readPart(words, end));
  return {
    test: (post) => parts.every(({ test }) => test(post)),
    standsAlone: parts.some(({ standsAlone }) => standsAlone),
  };
}

function readPart(words: QueryWord[], end: number): Part {
  const word = words.shift();
  if (word === undefined) throw queryError("no viable alternative at input '<EOF>'", end);
  const { text, position } = word;
  if (text === ')' || text === 'OR') throw queryError(`no viable alternative at input '${text}'`, position);
  if (text === '-') return without(readPart(words, end));
  if (text !== '(') return readOperator(word);
  const inner = readAlternatives(words, end);
  if (words.shift()?.text !== ')') throw queryError("missing ')' at '<EOF>'", end);
  return inner;
}

function readOperator({ text, position }: QueryWord): Part {
  const operator = operatorOf(text);
  if (operator) return operator;
  const [name = text] = /^(?:is|has):.*/i.exec(text) ?? text.split(':');
  throw queryError(
    `Reference to invalid operator '${name}'. Operator is not available in current product or product packaging. ` +
      'Please refer to complete available operator list at http://t.co/operators.',
    position,
  );
}

/** What a post must not have finds nothing by itself. */
function without({ test }: Part): Part {
  return { test: (post) => !test(post), standsAlone: false };
}

function isNext([word]: readonly QueryWord[], text: string): boolean {
  return word?.text === text;
}
