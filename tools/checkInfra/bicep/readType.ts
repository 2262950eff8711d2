import type { Node } from 'web-tree-sitter';
import { namedChildren } from './nodes.ts';
import type { Type } from './syntax.ts';

export function readType(node: Node): Type {
  const [first] = namedChildren(node);
  const inner = (): Type => (first === undefined ? { kind: 'other', text: node.text } : readType(first));
  switch (node.type) {
    case 'type':
    case 'parenthesized_type':
    case 'parenthesized_expression':
      return inner();
    case 'primitive_type':
      return { kind: 'primitive', name: node.text };
    case 'identifier':
      return { kind: 'named', name: node.text };
    case 'object':
      return { kind: 'object', properties: new Map(namedChildren(node).map(property)) };
    case 'array_type':
      return { kind: 'array', of: inner() };
    case 'nullable_type':
      return { kind: 'nullable', of: inner() };
    case 'union_type':
      return union(namedChildren(node).map(readType), node);
    default:
      return literal(node) ?? { kind: 'other', text: node.text };
  }
}

function property(node: Node): readonly [string, Type] {
  const [name, type] = namedChildren(node);
  return [name?.text ?? '', type === undefined ? { kind: 'other', text: node.text } : readType(type)];
}

function union(members: readonly Type[], node: Node): Type {
  const values = members.flatMap((member) => (member.kind === 'literal' ? member.values : []));
  const isClosed = members.every(({ kind }) => kind === 'literal');
  return isClosed ? { kind: 'literal', values } : { kind: 'other', text: node.text };
}

function literal({ type, text }: Node): Type | undefined {
  if (type === 'string' && !text.includes('${')) return { kind: 'literal', values: [text.slice(1, -1)] };
  if (type === 'number') return { kind: 'literal', values: [Number(text)] };
  if (type === 'boolean') return { kind: 'literal', values: [text === 'true'] };
  return undefined;
}
