import type { Node } from 'web-tree-sitter';
import { lineOf, namedChildren } from './nodes.ts';
import type { Call, Expression } from './syntax.ts';
import { type ReadExpression, type Token, tokensOf } from './tokens.ts';

/** The weakest first. https://learn.microsoft.com/azure/azure-resource-manager/bicep/operators#operator-precedence-and-associativity */
const levels = [['??'], ['||'], ['&&'], ['==', '!=', '=~', '!~'], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']];

/** Where reading has come to. */
interface Cursor {
  readonly tokens: readonly Token[];
  place: number;
  readonly read: ReadExpression;
  readonly line: number;
}

/**
 * An operation with its operators bound as Bicep binds them. The grammar's tree binds some of them otherwise: `a ?? b.c`
 * comes as `(a ?? b).c`, and `a && b.c == d` as `(a && b.c) == d` (measured with tree-sitter-bicep 1.1.0). So the tree
 * is taken apart and put together again. Throws Error for what cannot be put together.
 */
export function readOperation(node: Node, read: ReadExpression): Expression {
  const cursor = { tokens: tokensOf(node), place: 0, read, line: lineOf(node) };
  const value = whole(cursor);
  if (cursor.place === cursor.tokens.length) return value;
  throw unreadable(cursor);
}

function whole(cursor: Cursor): Expression {
  if (operatorAt(cursor, 1) === '=>') return lambda(cursor);
  const condition = binary(cursor, 0);
  if (operatorAt(cursor) !== '?') return condition;
  take(cursor, '?');
  const consequence = whole(cursor);
  take(cursor, ':');
  return { kind: 'conditional', condition, consequence, alternative: whole(cursor), line: condition.line };
}

function lambda(cursor: Cursor): Expression {
  const parameters = parameterNames(cursor.tokens[cursor.place]);
  cursor.place += 1;
  take(cursor, '=>');
  const body = whole(cursor);
  return { kind: 'lambda', parameters, body, line: body.line };
}

function binary(cursor: Cursor, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (let operator = operatorAt(cursor); operator && operators.includes(operator); operator = operatorAt(cursor)) {
    cursor.place += 1;
    left = { kind: 'operation', operator, operands: [left, binary(cursor, level + 1)], line: left.line };
  }
  return left;
}

function unary(cursor: Cursor): Expression {
  const operator = operatorAt(cursor);
  if (operator === undefined) return postfix(cursor);
  if (operator !== '!' && operator !== '-') throw unreadable(cursor);
  cursor.place += 1;
  const operand = unary(cursor);
  return { kind: 'operation', operator, operands: [operand], line: operand.line };
}

function postfix(cursor: Cursor): Expression {
  const { tokens, read } = cursor;
  const first = tokens[cursor.place];
  if (first?.kind !== 'operand') throw unreadable(cursor);
  cursor.place += 1;
  let value = read(first.node);
  for (let token = tokens[cursor.place]; token && isSuffix(token); token = tokens[cursor.place]) {
    cursor.place += 1;
    value = withSuffix(value, token, read);
  }
  return value;
}

function operatorAt({ tokens, place }: Cursor, ahead = 0): string | undefined {
  const token = tokens[place + ahead];
  return token?.kind === 'operator' ? token.text : undefined;
}

function take(cursor: Cursor, text: string): void {
  if (operatorAt(cursor) !== text) throw unreadable(cursor);
  cursor.place += 1;
}

function unreadable({ line, place }: Cursor): Error {
  return new Error(`Line ${line}: an operation that makes no sense from its part ${place + 1} on.`);
}

type Suffix = Exclude<Token, { kind: 'operand' | 'operator' }>;

function isSuffix(token: Token): token is Suffix {
  return token.kind !== 'operand' && token.kind !== 'operator';
}

function withSuffix(value: Expression, suffix: Suffix, read: ReadExpression): Expression {
  const { line } = value;
  if (suffix.kind === 'member') return { kind: 'member', object: value, name: suffix.name, line };
  if (suffix.kind === 'nested') return { kind: 'nested', resource: value, name: suffix.name, line };
  if (suffix.kind === 'index') return { kind: 'index', object: value, index: read(suffix.index), line };
  return callOf(value, suffix.nodes.map(read), line);
}

function callOf(called: Expression, args: readonly Expression[], line: number): Call {
  if (called.kind === 'name') return { kind: 'call', name: called.name, receiver: undefined, arguments: args, line };
  if (called.kind === 'member') {
    return { kind: 'call', name: called.name, receiver: called.object, arguments: args, line };
  }
  throw new Error(`Line ${line}: a call of what has no name.`);
}

function parameterNames(token: Token | undefined): readonly string[] {
  if (token?.kind !== 'operand') return [];
  const { node } = token;
  return (node.type === 'identifier' ? [node] : namedChildren(node)).map(({ text }) => text);
}
