import type { Problem, Template } from '../bicep/syntax.ts';
import { type Visited, walkTemplate } from '../bicep/walk.ts';
import { scopeOf } from '../project/scope.ts';
import type { Rule } from '../rule.ts';
import { functionKinds } from '../tables/functions.ts';

const namespaces = ['sys', 'az'];
/** Written where a value could stand, as a type's name. */
const types = ['string', 'int', 'bool', 'object', 'array'];

/** Each name is declared once and stands for something; each function is one of Bicep's. */
export const symbols: Rule = ({ templates }) =>
  templates.flatMap((template) =>
    [...declaredTwice(template), ...unresolved(template)].map((problem) => ({
      rule: 'symbols',
      file: template.file,
      ...problem,
    })),
  );

function declaredTwice({ parameters, variables, resources, modules, outputs }: Template): readonly Problem[] {
  const named = [...parameters, ...variables, ...resources, ...modules];
  return [named, outputs].flatMap((declarations) => {
    const seen = new Set<string>();
    return declarations.flatMap(({ name, line }) => {
      if (seen.has(name)) return [{ line, message: `${name} is declared twice.` }];
      seen.add(name);
      return [];
    });
  });
}

function unresolved(template: Template): readonly Problem[] {
  const scope = scopeOf(template);
  return [...walkTemplate(template)].flatMap(({ expression, locals }) => {
    const message = wrongWith({ expression, locals }, scope);
    return message === undefined ? [] : [{ line: expression.line, message }];
  });
}

function wrongWith({ expression, locals }: Visited, scope: ReadonlyMap<string, unknown>): string | undefined {
  if (expression.kind === 'name') {
    const { name } = expression;
    const known = locals.has(name) || scope.has(name) || namespaces.includes(name) || types.includes(name);
    return known ? undefined : `${name} stands for nothing in this file.`;
  }
  if (expression.kind === 'nested') {
    return scope.has(expression.name) ? undefined : `::${expression.name} is no resource of this file.`;
  }
  if (expression.kind !== 'call' || functionKinds.has(expression.name)) return undefined;
  // Told by a rule of its own.
  if (/^list/.test(expression.name)) return undefined;
  return `${expression.name}() is no function of Bicep.`;
}
