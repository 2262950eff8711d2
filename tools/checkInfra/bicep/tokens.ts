import type { Node } from 'web-tree-sitter';
import { field, lineOf, namedChildren } from './nodes.ts';
import type { Expression, Located } from './syntax.ts';

/** What an expression is made of, in the order of the text. */
export type Token = Located &
  (
    | { readonly kind: 'operand'; readonly node: Node }
    | { readonly kind: 'operator'; readonly text: string }
    | { readonly kind: 'member'; readonly name: string }
    | { readonly kind: 'nested'; readonly name: string }
    | { readonly kind: 'index'; readonly index: Node }
    | { readonly kind: 'arguments'; readonly nodes: readonly Node[] }
  );

/** Kinds of expressions that are operations, whose order in the tree means nothing (see `readOperation.ts`). */
export const operations: readonly string[] = [
  'binary_expression',
  'unary_expression',
  'ternary_expression',
  'lambda_expression',
  'member_expression',
  'resource_expression',
  'subscript_expression',
  'call_expression',
];

/** Takes operations apart down to what stands in parentheses, brackets or braces, or for itself. */
export function tokensOf(node: Node): readonly Token[] {
  const line = lineOf(node);
  const inner = (name: string) => tokensOf(field(node, name));
  const operator = (text: string): Token => ({ kind: 'operator', text, line });
  switch (node.type) {
    case 'binary_expression':
      return [...inner('left'), operator(field(node, 'operator').text), ...inner('right')];
    case 'unary_expression':
      return [operator(field(node, 'operator').text), ...inner('argument')];
    case 'ternary_expression':
      return [...inner('condition'), operator('?'), ...inner('consequence'), operator(':'), ...inner('alternative')];
    case 'lambda_expression': {
      const [parameters, body] = namedChildren(node);
      return [...(parameters ? tokensOf(parameters) : []), operator('=>'), ...(body ? tokensOf(body) : [])];
    }
    case 'member_expression':
      return [...inner('object'), { kind: 'member', name: field(node, 'property').text, line }];
    case 'resource_expression':
      return [...inner('object'), { kind: 'nested', name: field(node, 'resource').text, line }];
    case 'subscript_expression':
      return [...inner('object'), { kind: 'index', index: field(node, 'index'), line }];
    case 'call_expression':
      return [...inner('function'), { kind: 'arguments', nodes: namedChildren(field(node, 'arguments')), line }];
    default:
      return [{ kind: 'operand', node, line }];
  }
}

export type ReadExpression = (node: Node) => Expression;
