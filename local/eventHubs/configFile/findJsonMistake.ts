import { describeToken, type JsonToken, jsonToken } from './jsonToken.ts';

export interface JsonMistake {
  /** Into the text, in UTF-16 units. */
  readonly index: number;
  readonly found: string;
  readonly expected: string;
}

type Expected =
  | 'a value'
  | 'a value or "]"'
  | 'a name in quotes'
  | 'a name in quotes or "}"'
  | '":"'
  | '"," or "}"'
  | '"," or "]"'
  | 'the end';
type Step = Expected | 'open' | 'close' | 'value' | 'done';
type Steps = Partial<Record<JsonToken['kind'], Step>>;

const value: Steps = { '{': 'open', '[': 'open', string: 'value', literal: 'value' };

/** By what is expected: the tokens that may stand there, and what each leads to. */
const grammar: Readonly<Record<Expected, Steps>> = {
  'a value': value,
  'a value or "]"': { ...value, ']': 'close' },
  'a name in quotes': { string: '":"' },
  'a name in quotes or "}"': { string: '":"', '}': 'close' },
  '":"': { ':': 'a value' },
  '"," or "}"': { ',': 'a name in quotes', '}': 'close' },
  '"," or "]"': { ',': 'a value', ']': 'close' },
  'the end': { end: 'done' },
};

/**
 * Where a text stops to be JSON, and what must stand there; undefined when all of it is JSON. Needed since the message of
 * `JSON.parse` names the position only at times, and otherwise in each version of Node.
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const open: JsonToken['kind'][] = [];
  let expected: Expected = 'a value';
  for (let index = 0; ; ) {
    const token = jsonToken(text, index);
    const step: Step | undefined = grammar[expected][token.kind];
    if (step === undefined) return { index: token.index, found: describeToken(token), expected };
    if (step === 'done') return undefined;
    expected = follow(step, token.kind, open);
    index = token.index + token.text.length;
  }
}

/** What is expected next; `open` holds the objects and lists around it, the innermost last. */
function follow(step: Exclude<Step, 'done'>, kind: JsonToken['kind'], open: JsonToken['kind'][]): Expected {
  if (step === 'open') {
    open.push(kind);
    return kind === '{' ? 'a name in quotes or "}"' : 'a value or "]"';
  }
  if (step === 'close') open.pop();
  if (step !== 'close' && step !== 'value') return step;
  const around = open.at(-1);
  if (around === undefined) return 'the end';
  return around === '{' ? '"," or "}"' : '"," or "]"';
}
