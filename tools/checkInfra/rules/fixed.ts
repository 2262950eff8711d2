import type { Problem } from '../bicep/syntax.ts';
import { resourcesOf, type TypedResource } from '../bicep/walk.ts';
import type { Place } from '../project/jsonValue.ts';
import { knownValues } from '../project/knownValues.ts';
import { valueAt } from '../project/theApp.ts';
import type { Rule } from '../rule.ts';
import { fixedValues } from '../tables/fixedValues.ts';

/** No key opens anything, nothing is public, TLS is 1.2 at least, the plan is the one meant: never by a default. */
export const fixed: Rule = (project) =>
  project.templates.flatMap((template) =>
    resourcesOf(template)
      .filter(({ resource }) => !resource.existing)
      .flatMap((typed) => wrongWith(typed, { project, template }))
      .map((problem) => ({ rule: 'fixed', file: template.file, ...problem })),
  );

function wrongWith(typed: TypedResource, place: Place): readonly Problem[] {
  return Object.entries(fixedValues[typed.type] ?? {}).flatMap(([path, wanted]) => {
    const value = valueAt(typed, ...path.split('.'));
    const { values, complete } = knownValues(value, place);
    if (complete && values.length === 1 && values[0] === wanted) return [];
    const found = value === undefined ? 'missing' : values.join(' or ') || 'not known';
    const line = value?.line ?? typed.resource.line;
    return [{ line, message: `${typed.type}: ${path} is ${found}. It must be ${wanted}.` }];
  });
}
