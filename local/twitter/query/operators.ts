import type { PostFacts } from './postFacts.ts';

export type Test = (post: PostFacts) => boolean;

/** One operator of a query. */
export interface Operator {
  readonly test: Test;
  /** X takes the others only beside one of these. */
  readonly standsAlone: boolean;
}

/** `name:value`, by name. Those of X's list that are missing here are refused as X refuses unknown ones. */
const named: Readonly<Record<string, (value: string) => Operator | undefined>> = {
  from: (value) => alone(({ author }) => author.has(value)),
  to: (value) => alone(({ repliesTo }) => repliesTo === value),
  conversation_id: (value) => alone(({ conversation }) => conversation === value),
  lang: (value) => beside(({ lang }) => lang === value),
  is: (value) => besideOneOf(value, kinds),
  has: (value) => besideOneOf(value, parts),
};

const kinds: Readonly<Record<string, Test>> = {
  retweet: ({ references }) => references.has('retweeted'),
  reply: ({ references }) => references.has('replied_to'),
  quote: ({ references }) => references.has('quoted'),
};

const parts: Readonly<Record<string, Test>> = {
  hashtags: ({ hashtags }) => hashtags.size > 0,
  cashtags: ({ cashtags }) => cashtags.size > 0,
  mentions: ({ mentions }) => mentions.size > 0,
  links: ({ hasLinks }) => hasLinks,
  media: ({ hasMedia }) => hasMedia,
};

/**
 * The operator that a word of a query stands for; undefined for a name that there is none of. Case does not matter.
 * https://docs.x.com/x-api/posts/search/integrate/operators
 */
export function operatorOf(word: string): Operator | undefined {
  const term = word.toLowerCase();
  const [, sign, tag = ''] = /^([#＃$@])([\p{L}\p{N}_]+)$/u.exec(term) ?? [];
  if (sign === '$') return alone(({ cashtags }) => cashtags.has(tag));
  if (sign === '@') return alone(({ mentions }) => mentions.has(tag));
  if (sign !== undefined) return alone(({ hashtags }) => hashtags.has(tag));
  if (term.startsWith('"')) return phrase(term.slice(1, -1));
  const [, name, value = ''] = /^([a-z_]+):(.+)$/s.exec(term) ?? [];
  return name === undefined ? keyword(term) : Object.entries(named).find(([known]) => known === name)?.[1](value);
}

function keyword(word: string): Operator {
  return alone(({ words, text }) => words.has(word) || (!/^[\p{L}\p{N}_]+$/u.test(word) && text.includes(word)));
}

function phrase(words: string): Operator {
  return alone(({ text }) => ` ${text.replace(/[^\p{L}\p{N}_#@$]+/gu, ' ')} `.includes(` ${words.trim()} `));
}

function alone(test: Test): Operator {
  return { test, standsAlone: true };
}

function beside(test: Test): Operator {
  return { test, standsAlone: false };
}

function besideOneOf(value: string, tests: Readonly<Record<string, Test>>): Operator | undefined {
  const found = Object.entries(tests).find(([name]) => name === value);
  return found && beside(found[1]);
}
