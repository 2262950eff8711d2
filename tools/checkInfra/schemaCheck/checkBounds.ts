import type { Expression, Problem } from '../bicep/syntax.ts';
import { boundOf } from '../project/boundOf.ts';
import { knownValues, type Literal } from '../project/knownValues.ts';
import { scopeOf } from '../project/scope.ts';
import { textLength } from '../project/textLength.ts';
import type { SchemaProperty } from '../schemas/schema.ts';
import type { Checked } from './checked.ts';

const lower = ['minValue', 'minLength'] as const;
const upper = ['maxValue', 'maxLength'] as const;

/** Ranges, lengths and patterns: of values that are known, and of the bounds that a parameter sets itself. */
export function checkBounds(value: Expression, property: SchemaProperty, checked: Checked): readonly Problem[] {
  const { values } = knownValues(value, checked.place);
  const wrong = values.map((each) => wrongWith(each, property)).filter((each) => each !== undefined);
  const loose = looseBounds(value, property, checked);
  return [...wrong, ...(loose.length > 0 ? loose : wrongLength(value, property, checked))].map((message) => ({
    line: value.line,
    message: `${checked.path} ${message}`,
  }));
}

function wrongWith(value: Literal, property: SchemaProperty): string | undefined {
  if (typeof value === 'number') {
    const { minValue = Number.NEGATIVE_INFINITY, maxValue = Number.POSITIVE_INFINITY } = property;
    return value < minValue || value > maxValue ? `is ${value}. It takes ${minValue} to ${maxValue}.` : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = property;
  if (value.length < minLength || value.length > maxLength) {
    return `has ${value.length} characters. It takes ${minLength} to ${maxLength}.`;
  }
  return pattern === undefined || new RegExp(pattern).test(value)
    ? undefined
    : `is "${value}", which is not ${pattern}.`;
}

/** Of a text that is put together: `sttweet` and 13 characters are too long for 24, or they are not. */
function wrongLength(value: Expression, property: SchemaProperty, { place }: Checked): readonly string[] {
  const length = knownValues(value, place).values.length > 0 ? undefined : textLength(value, place);
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = property;
  if (length === undefined || (length.most <= maxLength && length.least >= minLength)) return [];
  return [`can have ${length.least} to ${length.most} characters. It takes ${minLength} to ${maxLength}.`];
}

/** A parameter that allows more than the property: Azure would refuse in the middle what a decorator refuses at once. */
function looseBounds(value: Expression, property: SchemaProperty, { place }: Checked): readonly string[] {
  const meaning = value.kind === 'name' ? scopeOf(place.template).get(value.name) : undefined;
  if (meaning?.kind !== 'parameter') return [];
  const parameter = meaning.declared;
  const isLoose = (name: (typeof lower | typeof upper)[number], own: number, limit: number) =>
    lower.some((each) => each === name) ? own < limit : own > limit;
  return [...lower, ...upper].flatMap((name) => {
    const [own, limit] = [boundOf(parameter, name), property[name]];
    if (own === undefined || limit === undefined || !isLoose(name, own, limit)) return [];
    return [`takes @${name}(${limit}), and the parameter ${parameter.name} has @${name}(${own}).`];
  });
}
