import type { Expression, Template } from '../bicep/syntax.ts';
import { bodyOf, propertyOf, resourcesOf } from '../bicep/walk.ts';
import type { InfraProject } from './infraProject.ts';
import type { Place } from './jsonValue.ts';
import { argumentsFor } from './modulesOf.ts';
import { scopeOf } from './scope.ts';

/** An app setting that the templates write. */
export interface Setting {
  /** `*` stands for what only a deployment tells. */
  readonly name: string;
  readonly value: Expression;
  readonly template: Template;
  readonly line: number;
}

/** The settings of the function app, also those that other templates hand over. */
export function settingsOf(project: InfraProject): readonly Setting[] {
  return project.templates.flatMap((template) =>
    resourcesOf(template)
      .filter(({ type, resource }) => type === 'Microsoft.Web/sites/config' && !resource.existing)
      .flatMap(({ resource }) => {
        const values = propertyOf(bodyOf(resource.value), 'properties');
        return values === undefined ? [] : entriesOf(values, { project, template });
      }),
  );
}

function entriesOf(expression: Expression, place: Place): readonly Setting[] {
  const { template } = place;
  if (expression.kind === 'object') {
    return expression.properties.map(({ name, computedName, value, line }) => {
      const parts = computedName?.parts ?? [name ?? '*'];
      return { name: parts.map((part) => (typeof part === 'string' ? part : '*')).join(''), value, template, line };
    });
  }
  if (expression.kind === 'conditional') {
    return [expression.consequence, expression.alternative].flatMap((each) => entriesOf(each, place));
  }
  if (expression.kind === 'name') return entriesOfName(expression.name, place);
  if (expression.kind !== 'call') return [];
  if (expression.name === 'union') return expression.arguments.flatMap((each) => entriesOf(each, place));
  return expression.name === 'toObject' ? entriesOfLambda(expression, place) : [];
}

function entriesOfName(name: string, place: Place): readonly Setting[] {
  const meaning = scopeOf(place.template).get(name);
  if (meaning?.kind === 'variable') return entriesOf(meaning.declared.value, place);
  if (meaning?.kind !== 'parameter') return [];
  return argumentsFor(place.project, place.template, name).flatMap(({ value, template }) =>
    entriesOf(value, { ...place, template }),
  );
}

function entriesOfLambda(
  { arguments: args, line }: Extract<Expression, { kind: 'call' }>,
  { template }: Place,
): readonly Setting[] {
  const [, key, value] = args;
  if (key?.kind !== 'lambda' || key.body.kind !== 'text' || value === undefined) return [];
  const name = key.body.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  return [{ name, value, template, line }];
}
