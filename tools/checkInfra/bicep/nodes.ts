import type { Node } from 'web-tree-sitter';

/** The children with a name, comments left out. */
export function namedChildren(node: Node): readonly Node[] {
  return node.namedChildren.filter(
    (child): child is Node => child !== null && child.type !== 'comment' && child.type !== 'diagnostic_comment',
  );
}

/** All children, punctuation included, comments left out. */
export function allChildren(node: Node): readonly Node[] {
  return node.children.filter(
    (child): child is Node => child !== null && child.type !== 'comment' && child.type !== 'diagnostic_comment',
  );
}

export function field(node: Node, name: string): Node {
  const child = node.childForFieldName(name);
  if (child === null) throw new Error(`A ${node.type} without its ${name}: ${node.text.slice(0, 80)}`);
  return child;
}

export function childOfType(node: Node, ...types: readonly string[]): Node | undefined {
  return namedChildren(node).find(({ type }) => types.includes(type));
}

export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}
