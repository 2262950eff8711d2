import type { Node } from 'web-tree-sitter';
import { lineOf, namedChildren } from './nodes.ts';
import { readConditioned, readLoop, readObject } from './readBody.ts';
import { readOperation } from './readOperation.ts';
import { readText } from './readText.ts';
import type { Expression } from './syntax.ts';
import { operations } from './tokens.ts';

/** A node of the grammar as an expression; throws Error for a node that is none. */
export function readExpression(node: Node): Expression {
  const line = lineOf(node);
  if (operations.includes(node.type)) return readOperation(node, readExpression);
  const read = readers[node.type];
  if (read !== undefined) return read(node, line);
  throw new Error(`Line ${line}: no expression (${node.type}): ${node.text.slice(0, 80)}`);
}

const readers: Readonly<Record<string, (node: Node, line: number) => Expression>> = {
  string: (node) => readText(node, readExpression),
  number: (node, line) => ({ kind: 'number', value: Number(node.text), line }),
  boolean: (node, line) => ({ kind: 'truth', value: node.text === 'true', line }),
  null: (_, line) => ({ kind: 'null', line }),
  identifier: (node, line) => ({ kind: 'name', name: node.text, line }),
  primitive_type: (node, line) => ({ kind: 'name', name: node.text, line }),
  object: (node) => readObject(node, readExpression),
  array: (node, line) => ({ kind: 'array', items: namedChildren(node).map(readExpression), line }),
  for_statement: (node) => readLoop(node, readExpression),
  if_statement: (node) => readConditioned(node, readExpression),
  parenthesized_expression: (node) => readExpression(only(node)),
};

function only(node: Node): Node {
  const [child, ...rest] = namedChildren(node);
  if (child !== undefined && rest.length === 0) return child;
  throw new Error(`Line ${lineOf(node)}: parentheses with ${rest.length === 0 ? 'nothing' : 'a list'} in them.`);
}
