import type { Expression, Problem, Template } from '../bicep/syntax.ts';
import { bodyOf, propertyOf, resourcesOf, walk } from '../bicep/walk.ts';
import { scopeOf } from '../project/scope.ts';
import type { Rule } from '../rule.ts';

/**
 * Names, conditions and what loops go over are known before anything is deployed: they read no resource's properties
 * and no module's outputs (BCP120, BCP177, BCP178).
 */
export const deployTime: Rule = ({ templates }) =>
  templates.flatMap((template) => {
    const named = [...resourcesOf(template).map(({ resource }) => resource), ...template.modules];
    return named
      .flatMap(({ value }) => [...earlyParts(value), propertyOf(bodyOf(value), 'name')])
      .flatMap((part) => (part === undefined ? [] : lateReads(part, template)))
      .map((problem) => ({ rule: 'deployTime', file: template.file, ...problem }));
  });

function earlyParts(value: Expression): readonly Expression[] {
  if (value.kind === 'loop') return [value.over, ...earlyParts(value.body)];
  return value.kind === 'conditioned' ? [value.condition] : [];
}

function lateReads(part: Expression, template: Template): readonly Problem[] {
  return [...walk(part)].flatMap(({ expression }) => {
    if (expression.kind !== 'member' || expression.object.kind !== 'name') return [];
    const { name, object, line } = expression;
    const meaning = scopeOf(template).get(object.name)?.kind;
    const isLate = meaning === 'module' ? name === 'outputs' : meaning === 'resource' && !early.includes(name);
    return isLate ? [{ line, message: `${object.name}.${name} is known only after the deployment began.` }] : [];
  });
}

const early: readonly string[] = ['id', 'name', 'type', 'apiVersion'];
