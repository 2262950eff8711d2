import type { Expression, Parameter } from '../bicep/syntax.ts';
import { plainText } from '../bicep/walk.ts';
import { boundOf } from './boundOf.ts';

/** How the README says what a parameter takes; undefined where it says it freely. */
export function rangeWords(parameter: Parameter): string | undefined {
  const { type, decorators, name } = parameter;
  if (name === 'location') return undefined;
  const allowed = decorators.find((decorator) => decorator.name === 'allowed')?.arguments[0];
  if (allowed?.kind === 'array') return list(allowed.items.map(word));
  if (type.kind === 'array' && type.of.kind === 'literal') return `list of ${list(type.of.values)}`;
  if (type.kind !== 'primitive') return undefined;
  if (type.name === 'bool') return '`true`, `false`';
  const kind = type.name === 'int' ? 'Value' : 'Length';
  const [least, most] = [boundOf(parameter, `min${kind}`) ?? 0, boundOf(parameter, `max${kind}`)];
  if (most === undefined) return undefined;
  return `${number(least)}–${number(most)}${kind === 'Length' ? ' characters' : ''}`;
}

function list(values: readonly unknown[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

function word(item: Expression): unknown {
  return item.kind === 'number' ? item.value : plainText(item);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
