import type { Node } from 'web-tree-sitter';
import { allChildren, childOfType } from './nodes.ts';
import { readExpression } from './readExpression.ts';
import { lastChild, named, quoted } from './readResource.ts';
import { readType } from './readType.ts';
import type { Call, Module, Output, Parameter, Variable } from './syntax.ts';

export function readParameter(node: Node, decorators: readonly Call[]): Parameter {
  const hasDefault = allChildren(node).some(({ type }) => type === '=');
  const otherwise = hasDefault ? readExpression(lastChild(node)) : undefined;
  return { ...named(node, decorators), type: readType(typeOf(node)), otherwise };
}

export function readVariable(node: Node, decorators: readonly Call[]): Variable {
  return { ...named(node, decorators), value: readExpression(lastChild(node)) };
}

export function readOutput(node: Node, decorators: readonly Call[]): Output {
  return { ...readVariable(node, decorators), type: readType(typeOf(node)) };
}

export function readModule(node: Node, decorators: readonly Call[]): Module {
  return { ...named(node, decorators), path: quoted(node), value: readExpression(lastChild(node)) };
}

function typeOf(node: Node): Node {
  return childOfType(node, 'type') ?? node;
}
