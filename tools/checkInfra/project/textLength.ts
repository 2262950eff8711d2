import type { Expression } from '../bicep/syntax.ts';
import { boundOf } from './boundOf.ts';
import type { Place } from './jsonValue.ts';
import { resolve } from './resolve.ts';
import { scopeOf } from './scope.ts';

export interface LengthRange {
  readonly least: number;
  readonly most: number;
}

/** https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string#uniquestring */
const ofFunction: Readonly<Record<string, number>> = { uniqueString: 13, guid: 36, newGuid: 36 };

/** How many characters a text can have; undefined where only a deployment tells. */
export function textLength(expression: Expression, place: Place): LengthRange | undefined {
  const ranges = resolve(expression, place).map((each) => lengthOf(each.expression, each.place));
  return ranges.reduce((one, other) => one && other && widest(one, other));
}

function lengthOf(expression: Expression, place: Place): LengthRange | undefined {
  if (expression.kind === 'text') {
    const parts = expression.parts.map((part) =>
      typeof part === 'string' ? exactly(part.length) : textLength(part, place),
    );
    return parts.reduce((one, other) => one && other && sum(one, other), exactly(0));
  }
  if (expression.kind === 'name') return ofParameter(expression.name, place);
  if (expression.kind !== 'call') return undefined;
  const [first] = expression.arguments;
  if (first !== undefined && ['toLower', 'toUpper'].includes(expression.name)) return textLength(first, place);
  const length = ofFunction[expression.name];
  return length === undefined ? undefined : exactly(length);
}

function ofParameter(name: string, { template }: Place): LengthRange | undefined {
  const meaning = scopeOf(template).get(name);
  if (meaning?.kind !== 'parameter') return undefined;
  const most = boundOf(meaning.declared, 'maxLength');
  return most === undefined ? undefined : { least: boundOf(meaning.declared, 'minLength') ?? 0, most };
}

function exactly(length: number): LengthRange {
  return { least: length, most: length };
}

function sum(one: LengthRange, other: LengthRange): LengthRange {
  return { least: one.least + other.least, most: one.most + other.most };
}

function widest(one: LengthRange, other: LengthRange): LengthRange {
  return { least: Math.min(one.least, other.least), most: Math.max(one.most, other.most) };
}
