import { bodyOf, propertyOf, resourcesOf, type TypedResource } from '../bicep/walk.ts';
import { scopeOf } from '../project/scope.ts';
import type { Rule } from '../rule.ts';

/** A child names its parent, which is of the type that its own type begins with. */
export const parents: Rule = ({ templates }) =>
  templates.flatMap((template) =>
    resourcesOf(template).flatMap((typed) => {
      const parent = propertyOf(bodyOf(typed.resource.value), 'parent');
      const meaning = parent?.kind === 'name' ? scopeOf(template).get(parent.name) : undefined;
      const message = wrongWith(typed, meaning?.kind === 'resource' ? meaning.declared : undefined);
      return message === undefined
        ? []
        : [{ rule: 'parents', file: template.file, line: typed.resource.line, message }];
    }),
  );

function wrongWith({ type, around }: TypedResource, parent: TypedResource | undefined): string | undefined {
  const wanted = type.split('/').slice(0, -1).join('/');
  const found = around ?? parent;
  if (!wanted.includes('/')) return found === undefined ? undefined : `${type} has no parent, only a scope.`;
  if (found?.type === wanted) return undefined;
  return `${type} needs parent: a ${wanted}. ${found === undefined ? 'It has none.' : `It has a ${found.type}.`}`;
}
