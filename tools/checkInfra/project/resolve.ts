import type { Expression } from '../bicep/syntax.ts';
import { propertyOf } from '../bicep/walk.ts';
import type { Place } from './jsonValue.ts';
import { argumentsFor } from './modulesOf.ts';
import { scopeOf } from './scope.ts';

export interface Resolved {
  readonly expression: Expression;
  readonly place: Place;
}

/** Follows names to what they stand for, into each template that gives a parameter its value; else gives what it got. */
export function resolve(expression: Expression, place: Place): readonly Resolved[] {
  const { project, template } = place;
  if (expression.kind === 'name' && !place.locals?.has(expression.name)) {
    const meaning = scopeOf(template).get(expression.name);
    if (meaning?.kind === 'variable') return resolve(meaning.declared.value, { project, template });
    const given = meaning?.kind === 'parameter' ? argumentsFor(project, template, expression.name) : [];
    if (given.length > 0) return given.flatMap((each) => resolve(each.value, { project, template: each.template }));
  }
  if (expression.kind === 'member') {
    const found = resolve(expression.object, place).flatMap((whole) => {
      const value = whole.expression.kind === 'object' ? propertyOf(whole.expression, expression.name) : undefined;
      return value === undefined ? [] : resolve(value, whole.place);
    });
    if (found.length > 0) return found;
  }
  return [{ expression, place }];
}
