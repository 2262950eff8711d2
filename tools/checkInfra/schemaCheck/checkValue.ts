import type { Expression, Problem } from '../bicep/syntax.ts';
import { knownValues } from '../project/knownValues.ts';
import { scopeOf } from '../project/scope.ts';
import { valueKind } from '../project/valueKind.ts';
import type { SchemaProperty } from '../schemas/schema.ts';
import { checkBounds } from './checkBounds.ts';
import type { Checked } from './checked.ts';
import { checkObject } from './checkObject.ts';
import { type Expected, expectedOf } from './typeWord.ts';

/** What of a value does not fit the type, as far as the text tells. */
export function checkValue(value: Expression, property: SchemaProperty, checked: Checked): readonly Problem[] {
  if (value.kind === 'conditional') {
    return [value.consequence, value.alternative].flatMap((each) => checkValue(each, property, checked));
  }
  if (value.kind === 'name') {
    const meaning = scopeOf(checked.place.template).get(value.name);
    if (meaning?.kind === 'variable') return checkValue(meaning.declared.value, property, checked);
  }
  const expected = expectedOf(property.type, checked.schema);
  return [...checkShape(value, expected, checked), ...checkBounds(value, property, checked)];
}

function checkShape(value: Expression, expected: Expected, checked: Checked): readonly Problem[] {
  if (expected.kind === 'any' || value.kind === 'null') return [];
  if (expected.kind === 'object') return checkObjectValue(value, expected, checked);
  if (expected.kind === 'array') return checkArray(value, expected.of, checked);
  const wanted = expected.kind === 'values' ? undefined : expected.name;
  const wrongKind = checkKind(value, wanted, checked);
  return expected.kind === 'values' ? [...wrongKind, ...checkAmong(value, expected.values, checked)] : wrongKind;
}

function checkObjectValue(
  value: Expression,
  expected: Extract<Expected, { kind: 'object' }>,
  checked: Checked,
): readonly Problem[] {
  if (value.kind === 'object')
    return checkObject(value, expected.object, checked, { extent: 'whole', check: checkValue });
  if (value.kind !== 'call' || value.name !== 'union') return checkKind(value, 'object', checked);
  return value.arguments.flatMap((part) =>
    part.kind === 'object'
      ? checkObject(part, expected.object, checked, { extent: 'part', check: checkValue })
      : checkKind(part, 'object', checked),
  );
}

function checkArray(value: Expression, of: string, checked: Checked): readonly Problem[] {
  const element = { type: of, required: false, readOnly: false };
  const within = { ...checked, path: `${checked.path}[]` };
  if (value.kind === 'array') return value.items.flatMap((item) => checkValue(item, element, within));
  if (value.kind === 'loop') return checkValue(value.body, element, within);
  return checkKind(value, 'array', checked);
}

function checkKind(value: Expression, wanted: string | undefined, { path, place }: Checked): readonly Problem[] {
  const found = valueKind(value, place);
  if (found === undefined || wanted === undefined || found === wanted) return [];
  return [{ line: value.line, message: `${path} is of type ${found}. It takes ${wanted}.` }];
}

function checkAmong(value: Expression, allowed: readonly string[], { path, place }: Checked): readonly Problem[] {
  const { values } = knownValues(value, place);
  const wrong = values.filter((each) => each !== null && !allowed.includes(String(each)));
  const list = allowed.length > 12 ? `${allowed.slice(0, 12).join(', ')}, …` : allowed.join(', ');
  return wrong.map((each) => ({ line: value.line, message: `${path} is "${each}". It takes ${list}.` }));
}
