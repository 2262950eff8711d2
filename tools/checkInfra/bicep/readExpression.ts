import type { Node } from 'web-tree-sitter';
import { field, lineOf, namedChildren } from './nodes.ts';
import { readConditioned, readLoop, readObject } from './readBody.ts';
import { readText } from './readText.ts';
import type { Call, Expression } from './syntax.ts';

/** A node of the grammar as an expression; throws Error for a node that is none. */
export function readExpression(node: Node): Expression {
  const line = lineOf(node);
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
  member_expression: (node, line) => {
    const name = field(node, 'property').text;
    return attached(field(node, 'object'), (object) => ({ kind: 'member', object, name, line }));
  },
  resource_expression: (node, line) => {
    const name = field(node, 'resource').text;
    return attached(field(node, 'object'), (resource) => ({ kind: 'nested', resource, name, line }));
  },
  subscript_expression: (node, line) => {
    const index = readExpression(field(node, 'index'));
    return attached(field(node, 'object'), (object) => ({ kind: 'index', object, index, line }));
  },
  call_expression: (node, line) => {
    const args = namedChildren(field(node, 'arguments')).map(readExpression);
    return attached(field(node, 'function'), (called) => callOf(called, args, line));
  },
  ternary_expression: (node, line) => ({
    kind: 'conditional',
    condition: readExpression(field(node, 'condition')),
    consequence: readExpression(field(node, 'consequence')),
    alternative: readExpression(field(node, 'alternative')),
    line,
  }),
  binary_expression: (node, line) => ({
    kind: 'operation',
    operator: field(node, 'operator').text,
    operands: [readExpression(field(node, 'left')), readExpression(field(node, 'right'))],
    line,
  }),
  unary_expression: (node, line) => ({
    kind: 'operation',
    operator: field(node, 'operator').text,
    operands: [readExpression(field(node, 'argument'))],
    line,
  }),
  lambda_expression: (node, line) => {
    const [parameters, body] = namedChildren(node);
    if (parameters === undefined || body === undefined) throw new Error(`Line ${line}: a lambda without a body.`);
    const names = parameters.type === 'identifier' ? [parameters] : namedChildren(parameters);
    return { kind: 'lambda', parameters: names.map(({ text }) => text), body: readExpression(body), line };
  },
};

/**
 * The grammar binds `.`, `[`, `::` and calls weaker than operators: `a ?? b.c` comes as `(a ?? b).c` (measured with
 * 1.1.0). What follows an operation without parentheses belongs to its last operand.
 */
function attached(node: Node, attach: (to: Expression) => Expression): Expression {
  const whole = readExpression(node);
  const again = (name: string) => attached(field(node, name), attach);
  if (node.type === 'binary_expression' && whole.kind === 'operation') {
    return { ...whole, operands: [...whole.operands.slice(0, -1), again('right')] };
  }
  if (node.type === 'unary_expression' && whole.kind === 'operation')
    return { ...whole, operands: [again('argument')] };
  if (node.type === 'ternary_expression' && whole.kind === 'conditional') {
    return { ...whole, alternative: again('alternative') };
  }
  const body = node.type === 'lambda_expression' ? namedChildren(node)[1] : undefined;
  if (body !== undefined && whole.kind === 'lambda') return { ...whole, body: attached(body, attach) };
  return attach(whole);
}

function callOf(called: Expression, args: readonly Expression[], line: number): Call {
  if (called.kind === 'name') return { kind: 'call', name: called.name, receiver: undefined, arguments: args, line };
  if (called.kind === 'member') {
    return { kind: 'call', name: called.name, receiver: called.object, arguments: args, line };
  }
  throw new Error(`Line ${line}: a call of what has no name.`);
}

function only(node: Node): Node {
  const [child, ...rest] = namedChildren(node);
  if (child !== undefined && rest.length === 0) return child;
  throw new Error(`Line ${lineOf(node)}: parentheses with ${rest.length === 0 ? 'nothing' : 'a list'} in them.`);
}
