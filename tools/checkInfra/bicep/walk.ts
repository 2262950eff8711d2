import type { Expression, ObjectExpression, Resource, Template } from './syntax.ts';

/** Names that loops, lambdas and nested resources add; of a loop's item with what the loop goes over. */
export type LocalNames = ReadonlyMap<string, Expression | undefined>;

export interface Visited {
  readonly expression: Expression;
  readonly locals: LocalNames;
}

/** Every expression of a file, the outer ones first. */
export function* walkTemplate(template: Template): Generator<Visited> {
  const { parameters, variables, outputs, resources, modules } = template;
  for (const parameter of parameters) if (parameter.otherwise) yield* walk(parameter.otherwise);
  for (const { value } of [...variables, ...outputs, ...resources, ...modules]) yield* walk(value);
}

/** An expression and all within it, the outer ones first. */
export function* walk(expression: Expression, locals: LocalNames = new Map()): Generator<Visited> {
  yield { expression, locals };
  const inner = new Map([...locals, ...namesAdded(expression)]);
  if (expression.kind === 'loop') {
    yield* walk(expression.over, locals);
    yield* walk(expression.body, inner);
  } else {
    for (const child of childrenOf(expression)) yield* walk(child, inner);
  }
}

function namesAdded(expression: Expression): readonly (readonly [string, Expression | undefined])[] {
  if (expression.kind === 'lambda') return expression.parameters.map((name) => [name, undefined]);
  if (expression.kind === 'object') return expression.resources.map(({ name }) => [name, undefined]);
  if (expression.kind !== 'loop') return [];
  const item = [expression.item, expression.over] as const;
  return expression.index === undefined ? [item] : [item, [expression.index, undefined]];
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'text':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'object':
      return [...propertyValues(expression), ...expression.resources.map(({ value }) => value)];
    case 'array':
      return expression.items;
    case 'call':
      return expression.receiver ? [expression.receiver, ...expression.arguments] : expression.arguments;
    case 'member':
      return [expression.object];
    case 'nested':
      return [expression.resource];
    case 'index':
      return [expression.object, expression.index];
    case 'operation':
      return expression.operands;
    case 'conditional':
      return [expression.condition, expression.consequence, expression.alternative];
    case 'conditioned':
      return [expression.condition, expression.body];
    case 'lambda':
      return [expression.body];
    default:
      return [];
  }
}

function propertyValues({ properties }: ObjectExpression): readonly Expression[] {
  return properties.flatMap(({ computedName, value }) => (computedName ? [computedName, value] : [value]));
}

/** The object within loops and conditions; undefined where a body is none. */
export function bodyOf(value: Expression): ObjectExpression | undefined {
  if (value.kind === 'loop' || value.kind === 'conditioned') return bodyOf(value.body);
  return value.kind === 'object' ? value : undefined;
}

export function propertyOf(object: ObjectExpression | undefined, name: string): Expression | undefined {
  return object?.properties.find((property) => property.name === name)?.value;
}

/** The text where nothing is computed in it. */
export function plainText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'text') return undefined;
  const [only = '', ...rest] = expression.parts;
  return typeof only === 'string' && rest.length === 0 ? only : undefined;
}

/** A resource with those in its body, each with its whole type and version. */
export function* withNested(resource: Resource, around?: TypedResource): Generator<TypedResource> {
  const type = around === undefined ? resource.type : `${around.type}/${resource.type}`;
  const typed = { resource, type, apiVersion: resource.apiVersion ?? around?.apiVersion, around };
  yield typed;
  for (const nested of bodyOf(resource.value)?.resources ?? []) yield* withNested(nested, typed);
}

export interface TypedResource {
  readonly resource: Resource;
  readonly type: string;
  readonly apiVersion: string | undefined;
  /** The one in whose body it stands. */
  readonly around: TypedResource | undefined;
}

export function resourcesOf(template: Template): readonly TypedResource[] {
  return template.resources.flatMap((resource) => [...withNested(resource)]);
}
