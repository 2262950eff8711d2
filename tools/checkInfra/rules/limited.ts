import type { Expression, Problem } from '../bicep/syntax.ts';
import { resourcesOf, type TypedResource } from '../bicep/walk.ts';
import { boundOf } from '../project/boundOf.ts';
import type { Place } from '../project/jsonValue.ts';
import { knownValues } from '../project/knownValues.ts';
import { scopeOf } from '../project/scope.ts';
import { valueAt } from '../project/theApp.ts';
import type { Rule } from '../rule.ts';
import { type Limit, limits } from '../tables/limits.ts';

/** What the service refuses beyond its schema is refused by a decorator, before anything is made (`tables/limits.ts`). */
export const limited: Rule = (project) =>
  project.templates.flatMap((template) =>
    resourcesOf(template)
      .filter(({ resource }) => !resource.existing)
      .flatMap((typed) => wrongWith(typed, { project, template }))
      .map((problem) => ({ rule: 'limited', file: template.file, ...problem })),
  );

function wrongWith(typed: TypedResource, place: Place): readonly Problem[] {
  return Object.entries(limits[typed.type] ?? {}).flatMap(([path, limit]) => {
    const value = valueAt(typed, ...path.split('.'));
    return branches(value).flatMap((each) => {
      const message = wrongValue(each, limit, place);
      return message === undefined ? [] : [{ line: each.line, message: `${path} ${message} (${limit.source}).` }];
    });
  });
}

function branches(value: Expression | undefined): readonly Expression[] {
  if (value?.kind === 'conditional') return [...branches(value.consequence), ...branches(value.alternative)];
  return value === undefined ? [] : [value];
}

function wrongValue(value: Expression, limit: Limit, place: Place): string | undefined {
  const { values, complete } = knownValues(value, place);
  const takes = 'values' in limit ? limit.values.join(', ') : `${limit.from} to ${limit.to}`;
  const wrong = values.find((each) => !fits(each, limit));
  if (wrong !== undefined) return `is ${wrong}. It takes ${takes}`;
  if (complete || isBounded(value, limit, place)) return undefined;
  return `can be more than it takes, ${takes}. Decorate its parameter`;
}

function fits(value: unknown, limit: Limit): boolean {
  if ('values' in limit) return limit.values.some((each) => each === value);
  return typeof value === 'number' && value >= limit.from && value <= limit.to;
}

function isBounded(value: Expression, limit: Limit, { template }: Place): boolean {
  const meaning = value.kind === 'name' ? scopeOf(template).get(value.name) : undefined;
  if (meaning?.kind !== 'parameter' || 'values' in limit) return false;
  const [least, most] = [boundOf(meaning.declared, 'minValue'), boundOf(meaning.declared, 'maxValue')];
  return least !== undefined && most !== undefined && least >= limit.from && most <= limit.to;
}
