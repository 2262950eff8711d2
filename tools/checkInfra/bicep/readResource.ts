import type { Node } from 'web-tree-sitter';
import { allChildren, childOfType, lineOf, namedChildren } from './nodes.ts';
import type { Call, Resource } from './syntax.ts';
import type { ReadExpression } from './tokens.ts';

/** A resource's declaration, at the top of a file or within another's body. */
export function readResource(node: Node, decorators: readonly Call[], read: ReadExpression): Resource {
  const [type = '', apiVersion] = quoted(node).split('@');
  const existing = allChildren(node).some((child) => !child.isNamed && child.type === 'existing');
  return { ...named(node, decorators), type, apiVersion, existing, value: read(lastChild(node)) };
}

export function named(node: Node, decorators: readonly Call[]) {
  return { name: childOfType(node, 'identifier')?.text ?? '', decorators, line: lineOf(node) };
}

/** What stands between the quotation marks of a declaration: a type, a path. */
export function quoted(node: Node): string {
  return childOfType(node, 'string')?.text.slice(1, -1) ?? '';
}

export function lastChild(node: Node): Node {
  const child = namedChildren(node).at(-1);
  if (child === undefined) throw new Error(`Line ${lineOf(node)}: a declaration of nothing.`);
  return child;
}
