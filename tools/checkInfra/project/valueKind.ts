import type { Expression, Type } from '../bicep/syntax.ts';
import { functionKinds, type ValueKind } from '../tables/functions.ts';
import { jsonValue, type Place } from './jsonValue.ts';
import { templateOf } from './modulesOf.ts';
import { scopeOf } from './scope.ts';

/** What an expression gives; undefined where the text does not tell, and for null. */
export function valueKind(expression: Expression, place: Place): ValueKind | undefined {
  switch (expression.kind) {
    case 'text':
      return 'string';
    case 'number':
      return 'int';
    case 'truth':
      return 'bool';
    case 'object':
      return 'object';
    case 'array':
    case 'loop':
      return 'array';
    case 'conditional':
      return kindOfBoth(valueKind(expression.consequence, place), valueKind(expression.alternative, place));
    case 'operation':
      return kindOfOperation(expression.operator);
    case 'call':
      return kindOfJson(expression, place) ?? kindOfCall(expression.name);
    case 'name':
      return kindOfName(expression.name, place);
    case 'member':
      return kindOfJson(expression, place) ?? kindOfMember(expression.object, expression.name, place);
    default:
      return undefined;
  }
}

export function kindOfType(type: Type): ValueKind | undefined {
  if (type.kind === 'array' || type.kind === 'object') return type.kind;
  if (type.kind === 'nullable') return kindOfType(type.of);
  if (type.kind === 'literal') return kindOfJsonValue(type.values[0]);
  if (type.kind !== 'primitive') return undefined;
  if (type.name === 'secureString') return 'string';
  return isKind(type.name) ? type.name : undefined;
}

function isKind(name: string): name is ValueKind {
  return ['string', 'int', 'bool', 'object', 'array'].includes(name);
}

function kindOfBoth(one: ValueKind | undefined, other: ValueKind | undefined): ValueKind | undefined {
  return one === other ? one : undefined;
}

function kindOfOperation(operator: string): ValueKind | undefined {
  if (['+', '-', '*', '/', '%'].includes(operator)) return 'int';
  return operator === '??' ? undefined : 'bool';
}

function kindOfCall(name: string): ValueKind | undefined {
  // Of arrays and of texts: it gives what it is given.
  return ['concat', 'take', 'skip'].includes(name) ? undefined : functionKinds.get(name);
}

function kindOfName(name: string, place: Place): ValueKind | undefined {
  const meaning = scopeOf(place.template).get(name);
  if (meaning?.kind === 'variable') return valueKind(meaning.declared.value, place);
  return meaning?.kind === 'parameter' ? kindOfType(meaning.declared.type) : undefined;
}

function kindOfMember(object: Expression, name: string, place: Place): ValueKind | undefined {
  if (['id', 'name'].includes(name) && object.kind === 'name') {
    return scopeOf(place.template).get(object.name)?.kind === 'resource' ? 'string' : undefined;
  }
  if (object.kind !== 'member' || object.name !== 'outputs' || object.object.kind !== 'name') return undefined;
  const module = scopeOf(place.template).get(object.object.name);
  if (module?.kind !== 'module') return undefined;
  const outputs = templateOf(place.project, place.template, module.declared)?.outputs;
  const output = outputs?.find((each) => each.name === name);
  return output && kindOfType(output.type);
}

function kindOfJson(expression: Expression, place: Place): ValueKind | undefined {
  const found = jsonValue(expression, place);
  return found && kindOfJsonValue(found.value);
}

function kindOfJsonValue(value: unknown): ValueKind | undefined {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return value === null ? undefined : 'object';
  const kinds: Readonly<Record<string, ValueKind>> = { string: 'string', number: 'int', boolean: 'bool' };
  return kinds[typeof value];
}
