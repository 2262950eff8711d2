import type { Expression, Parameter, Type } from '../bicep/syntax.ts';
import { boundOf } from './boundOf.ts';
import type { Place } from './jsonValue.ts';
import { knownValues, type Literal } from './knownValues.ts';
import { textLength } from './textLength.ts';
import { kindOfType, valueKind } from './valueKind.ts';

/** What of a value does not fit the parameter that it is for, as far as the text tells. */
export function wrongWithInput(value: Expression, parameter: Parameter, place: Place): readonly string[] {
  const type = wrongWithType(value, parameter.type, place);
  return type === undefined ? wrongWithValues(value, parameter, place) : [type];
}

function wrongWithValues(value: Expression, parameter: Parameter, place: Place): readonly string[] {
  const list = parameter.decorators.find(({ name }) => name === 'allowed')?.arguments[0];
  const allowed = list?.kind === 'array' ? list.items.flatMap((item) => knownValues(item, place).values) : [];
  const { values } = knownValues(value, place);
  const wrong = values.map((each) => wrongWithValue(each, parameter, allowed)).filter((each) => each !== undefined);
  return [...wrong, ...(values.length === 0 ? wrongWithLength(value, parameter, place) : [])];
}

/** Of a text that is put together, or that the template is given itself. */
function wrongWithLength(value: Expression, parameter: Parameter, place: Place): readonly string[] {
  const length = textLength(value, place);
  const [least = 0, most = Number.POSITIVE_INFINITY] = [
    boundOf(parameter, 'minLength'),
    boundOf(parameter, 'maxLength'),
  ];
  if (length === undefined || (length.least >= least && length.most <= most)) return [];
  return [`can have ${length.least} to ${length.most} characters. It takes ${least} to ${most}.`];
}

export function wrongWithType(value: Expression, type: Type, place: Place): string | undefined {
  const [found, wanted] = [valueKind(value, place), kindOfType(type)];
  if (found !== undefined && wanted !== undefined && found !== wanted)
    return `is of type ${found}. It takes ${wanted}.`;
  if (type.kind === 'literal') {
    const other = knownValues(value, place).values.find((each) => each !== null && !type.values.includes(each));
    return other === undefined ? undefined : `is "${other}". It takes ${type.values.join(', ')}.`;
  }
  if (type.kind === 'nullable') return wrongWithType(value, type.of, place);
  if (value.kind === 'array' && type.kind === 'array') {
    return value.items.map((item) => wrongWithType(item, type.of, place)).find((wrong) => wrong !== undefined);
  }
  return value.kind === 'object' && type.kind === 'object'
    ? wrongWithMembers(value, type.properties, place)
    : undefined;
}

function wrongWithMembers(
  { properties }: Extract<Expression, { kind: 'object' }>,
  types: ReadonlyMap<string, Type>,
  place: Place,
): string | undefined {
  const missing = [...types].find(
    ([name, type]) => type.kind !== 'nullable' && !properties.some((property) => property.name === name),
  );
  if (missing !== undefined) return `has no ${missing[0]}.`;
  for (const { name = '', value } of properties) {
    const type = types.get(name);
    if (type === undefined) return `has ${name}, which its type does not.`;
    const wrong = wrongWithType(value, type, place);
    if (wrong !== undefined) return `has ${name}, which ${wrong}`;
  }
  return undefined;
}

function wrongWithValue(value: Literal, parameter: Parameter, allowed: readonly Literal[]): string | undefined {
  if (allowed.length > 0 && !allowed.includes(value)) return `is "${value}". It takes ${allowed.join(', ')}.`;
  const size = typeof value === 'string' ? value.length : value;
  const word = typeof value === 'string' ? 'Length' : 'Value';
  if (typeof size !== 'number') return undefined;
  const [least, most] = [boundOf(parameter, `min${word}`), boundOf(parameter, `max${word}`)];
  if (least !== undefined && size < least) return `is "${value}": @min${word}(${least}).`;
  return most !== undefined && size > most ? `is "${value}": @max${word}(${most}).` : undefined;
}
