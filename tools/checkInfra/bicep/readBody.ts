import type { Node } from 'web-tree-sitter';
import { childOfType, field, lineOf, namedChildren } from './nodes.ts';
import { readResource } from './readResource.ts';
import { readText } from './readText.ts';
import type { Conditioned, Loop, ObjectExpression, Property } from './syntax.ts';
import type { ReadExpression } from './tokens.ts';

export function readObject(node: Node, read: ReadExpression): ObjectExpression {
  const members = namedChildren(node).filter(({ type }) => type === 'object_property');
  const inner = members.map((member) => childOfType(member, 'resource_declaration'));
  return {
    kind: 'object',
    properties: members.filter((_, index) => inner[index] === undefined).map((member) => readProperty(member, read)),
    resources: inner.filter((each) => each !== undefined).map((each) => readResource(each, [], read)),
    line: lineOf(node),
  };
}

function readProperty(node: Node, read: ReadExpression): Property {
  const [key, value] = namedChildren(node);
  const line = lineOf(node);
  if (key === undefined || value === undefined) throw new Error(`Line ${line}: a property without a value.`);
  if (key.type !== 'string') return { name: key.text, value: read(value), line };
  const computedName = readText(key, read);
  const [name = '', ...rest] = computedName.parts;
  const isPlain = typeof name === 'string' && rest.length === 0;
  return { name: isPlain ? name : undefined, computedName, value: read(value), line };
}

export function readLoop(node: Node, read: ReadExpression): Loop {
  const line = lineOf(node);
  const parameters = childOfType(node, 'for_loop_parameters');
  const [first, over] = namedChildren(node);
  const [item, index] = (parameters ? namedChildren(parameters) : [first]).map((each) => each?.text);
  if (over === undefined || item === undefined) throw new Error(`Line ${line}: a loop over nothing.`);
  return { kind: 'loop', item, index, over: read(over), body: read(field(node, 'body')), line };
}

export function readConditioned(node: Node, read: ReadExpression): Conditioned {
  const [condition, body] = namedChildren(node);
  const line = lineOf(node);
  if (condition === undefined || body === undefined) throw new Error(`Line ${line}: a condition without a body.`);
  return { kind: 'conditioned', condition: read(condition), body: readObject(body, read), line };
}
