import type { Expression } from '../bicep/syntax.ts';
import { evaluate } from './evaluate.ts';
import type { Place } from './jsonValue.ts';
import { argumentsFor } from './modulesOf.ts';
import { scopeOf } from './scope.ts';

export type Literal = string | number | boolean | null;

/** The values that an expression can have, as far as the text tells. */
export interface KnownValues {
  readonly values: readonly Literal[];
  /** Whether it can have no other. */
  readonly complete: boolean;
}

const unknown: KnownValues = { values: [], complete: false };

/** A parameter follows the templates that give it a value; one of the outermost template can have any that it allows. */
export function knownValues(expression: Expression | undefined, place: Place): KnownValues {
  switch (expression?.kind) {
    case 'text':
      return joined(
        expression.parts.map((part) => (typeof part === 'string' ? exactly(part) : knownValues(part, place))),
      );
    case 'number':
    case 'truth':
      return exactly(expression.value);
    case 'null':
      return exactly(null);
    case 'conditional':
      return either([knownValues(expression.consequence, place), knownValues(expression.alternative, place)]);
    case 'name':
      return place.locals?.has(expression.name) ? evaluated(expression, place) : valuesOfName(expression.name, place);
    default:
      return expression === undefined ? unknown : evaluated(expression, place);
  }
}

/** Every combination of what the parts can be. */
function joined(parts: readonly KnownValues[]): KnownValues {
  const values = parts.reduce<readonly string[]>(
    (starts, part) => starts.flatMap((start) => part.values.map((value) => `${start}${value}`)),
    [''],
  );
  return { values, complete: parts.every(({ complete }) => complete) };
}

function valuesOfName(name: string, place: Place): KnownValues {
  const { project, template } = place;
  const meaning = scopeOf(template).get(name);
  if (meaning?.kind === 'variable') return knownValues(meaning.declared.value, { project, template });
  if (meaning?.kind !== 'parameter') return unknown;
  const { decorators, otherwise, type } = meaning.declared;
  const allowed = decorators.find((decorator) => decorator.name === 'allowed')?.arguments[0];
  if (allowed?.kind === 'array') return either(allowed.items.map((item) => knownValues(item, place)));
  if (type.kind === 'literal') return { values: type.values, complete: true };
  const given = argumentsFor(place.project, place.template, name).map(({ value, template }) =>
    knownValues(value, { ...place, template }),
  );
  const byDefault = otherwise === undefined ? [] : [knownValues(otherwise, place)];
  const { values, complete } = either([...given, ...byDefault]);
  return { values, complete: complete && given.length > 0 };
}

function evaluated(expression: Expression, place: Place): KnownValues {
  const found = evaluate(expression, place);
  return { values: found.filter(isLiteral), complete: found.length === 1 && found.every(isLiteral) };
}

function isLiteral(value: unknown): value is Literal {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function exactly(value: Literal): KnownValues {
  return { values: [value], complete: true };
}

function either(all: readonly KnownValues[]): KnownValues {
  const values = [...new Set(all.flatMap((each) => each.values))];
  return { values, complete: all.every(({ complete }) => complete) };
}
