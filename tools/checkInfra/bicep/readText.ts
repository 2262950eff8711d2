import type { Node } from 'web-tree-sitter';
import { lineOf, namedChildren } from './nodes.ts';
import type { Expression, Text } from './syntax.ts';
import type { ReadExpression } from './tokens.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', "'": "'", '\\': '\\', $: '$' };

export function readText(node: Node, read: ReadExpression): Text {
  return { kind: 'text', parts: textParts(node, read), line: lineOf(node) };
}

/**
 * The parts of a string node. Between its children lies what the grammar keeps without a name: blanks beside `${…}` and
 * some escapes, so gaps are read from the source.
 */
function textParts(node: Node, read: ReadExpression): readonly (string | Expression)[] {
  if (node.text.startsWith("'''")) return [node.text.slice(3, -3).replace(/^\r?\n/, '')];
  const parts: (string | Expression)[] = [];
  let from = node.startIndex + 1;
  for (const inserted of namedChildren(node).filter(({ type }) => type === 'interpolation')) {
    // A blank before "${" belongs to the node of the interpolation.
    const start = inserted.endIndex - inserted.text.trimStart().length;
    add(parts, node.text.slice(from - node.startIndex, start - node.startIndex));
    const [expression] = namedChildren(inserted);
    if (expression !== undefined) parts.push(read(expression));
    from = inserted.endIndex;
  }
  add(parts, node.text.slice(from - node.startIndex, -1));
  return parts;
}

function add(parts: (string | Expression)[], source: string): void {
  if (source !== '') parts.push(unescaped(source));
}

function unescaped(source: string): string {
  return source.replace(/\\(u\{([0-9a-fA-F]+)\}|.)/g, (whole, letter: string, code: string | undefined) =>
    code === undefined ? (escapes[letter] ?? whole) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
