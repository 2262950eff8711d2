import { shown } from '../options/shown.ts';

export interface JsonToken {
  /** A mark stands for itself; `unknown` is what no token of JSON begins with, up to the next that one may. */
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'literal' | 'end' | 'unknown';
  /** Into the text, in UTF-16 units. */
  readonly index: number;
  readonly text: string;
}

const blank = /[ \t\r\n]*/y;
const patterns: readonly (readonly [JsonToken['kind'], RegExp])[] = [
  ['{', /\{/y],
  ['}', /\}/y],
  ['[', /\[/y],
  [']', /\]/y],
  [',', /,/y],
  [':', /:/y],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these in a string.
  ['string', /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y],
  ['literal', /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y],
  ['unknown', /"[^\n]*|[^\s{}[\],:"]+|./sy],
];

/** The token of JSON (RFC 8259) at or after `index`. */
export function jsonToken(text: string, index: number): JsonToken {
  const start = index + (match(blank, text, index)?.length ?? 0);
  for (const [kind, pattern] of patterns) {
    const found = match(pattern, text, start);
    if (found !== undefined) return { kind, index: start, text: found };
  }
  return { kind: 'end', index: start, text: '' };
}

/** A token as it can stand in a message. */
export function describeToken({ kind, text }: JsonToken): string {
  return kind === 'end' ? 'the end' : kind === 'string' || kind === 'literal' ? text : shown(text);
}

function match(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}
