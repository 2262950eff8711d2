import type { Expression, Template } from '../bicep/syntax.ts';
import { walk } from '../bicep/walk.ts';
import { scopeOf } from './scope.ts';

/** The resources and modules of a template that one of them waits for, directly or through others. */
export function waitsFor(template: Template, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const each of directly(template, next)) {
      if (found.has(each)) continue;
      found.add(each);
      waiting.push(each);
    }
  }
  return found;
}

function directly(template: Template, name: string): readonly string[] {
  const meaning = scopeOf(template).get(name);
  if (meaning?.kind === 'module' || meaning?.kind === 'variable') return namesIn(meaning.declared.value);
  return meaning?.kind === 'resource' ? namesIn(meaning.declared.resource.value) : [];
}

function namesIn(value: Expression): readonly string[] {
  return [...walk(value)].flatMap(({ expression }) => (expression.kind === 'name' ? [expression.name] : []));
}
