import type { Expression } from '../bicep/syntax.ts';
import { memberOf } from '../memberOf.ts';
import { jsonValue, type Place } from './jsonValue.ts';
import { argumentsFor } from './modulesOf.ts';
import { scopeOf } from './scope.ts';

/**
 * What an expression can come to: several values where a parameter is given several, or a condition decides; none where
 * only a deployment tells. Knows what the templates need to make names of files: not all of Bicep.
 */
export function evaluate(expression: Expression, place: Place): readonly unknown[] {
  const json = jsonValue(expression, place);
  if (json !== undefined) return json.value === undefined ? [] : [json.value];
  const read = (each: Expression) => evaluate(each, place);
  switch (expression.kind) {
    case 'text':
      return combinations(expression.parts.map((part) => (typeof part === 'string' ? [part] : read(part)))).map(
        (parts) => parts.map(String).join(''),
      );
    case 'number':
    case 'truth':
      return [expression.value];
    case 'array':
      return combinations(expression.items.map(read));
    case 'object':
      return [objectOf(expression, read)];
    case 'conditional':
      return [...read(expression.consequence), ...read(expression.alternative)];
    case 'member':
      return read(expression.object)
        .map((object) => memberOf(object, expression.name))
        .filter((value) => value !== undefined);
    case 'name':
      return place.locals?.has(expression.name)
        ? [place.locals.get(expression.name)]
        : ofName(expression.name, { project: place.project, template: place.template });
    case 'call':
      return ofCall(expression, place);
    default:
      return [];
  }
}

/** Without what only a deployment tells. */
function objectOf(
  { properties }: Extract<Expression, { kind: 'object' }>,
  read: (each: Expression) => readonly unknown[],
): unknown {
  const entries = properties.flatMap(({ name, value }) => {
    const values = read(value);
    return name === undefined || values.length !== 1 ? [] : [[name, values[0]] as const];
  });
  return Object.fromEntries(entries);
}

function ofName(name: string, place: Place): readonly unknown[] {
  const meaning = scopeOf(place.template).get(name);
  if (meaning?.kind === 'variable') return evaluate(meaning.declared.value, place);
  if (meaning?.kind !== 'parameter') return [];
  const given = argumentsFor(place.project, place.template, name);
  const { otherwise } = meaning.declared;
  if (given.length === 0) return otherwise === undefined ? [] : evaluate(otherwise, place);
  return given.flatMap(({ value, template }) => evaluate(value, { ...place, template }));
}

function ofCall({ name, arguments: args }: Extract<Expression, { kind: 'call' }>, place: Place): readonly unknown[] {
  const [first, second] = args;
  const values = first === undefined ? [] : evaluate(first, place);
  if (name === 'items') {
    return values.map((value) => Object.entries(value ?? {}).map(([key, each]) => ({ key, value: each })));
  }
  if (name === 'objectKeys') return values.map((value) => Object.keys(value ?? {}));
  if (name === 'toLower') return values.map((value) => String(value).toLowerCase());
  if (name !== 'map' || second?.kind !== 'lambda') return [];
  const [parameter = ''] = second.parameters;
  const mapped = (item: unknown) =>
    evaluate(second.body, { ...place, locals: new Map([...(place.locals ?? []), [parameter, item]]) });
  return values.flatMap((list) => (Array.isArray(list) ? combinations(list.map(mapped)) : []));
}

/** One of each: `[[1, 2], [3]]` gives `[1, 3]` and `[2, 3]`. */
function combinations(choices: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return choices.reduce<readonly (readonly unknown[])[]>(
    (found, next) => found.flatMap((one) => next.map((each) => [...one, each])),
    [[]],
  );
}
