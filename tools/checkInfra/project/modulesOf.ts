import { posix } from 'node:path';
import type { Expression, Module, ObjectExpression, Template } from '../bicep/syntax.ts';
import { bodyOf, propertyOf } from '../bicep/walk.ts';
import type { InfraProject } from './infraProject.ts';

/** A file that a template names, relative to the repository. */
export function pathFrom(template: Template, path: string): string {
  return posix.join(posix.dirname(template.file), path);
}

/** The template that a module is made of. */
export function templateOf(project: InfraProject, template: Template, module: Module): Template | undefined {
  const path = pathFrom(template, module.path);
  return project.templates.find(({ file }) => file === path);
}

/** What a module is given. */
export function inputsOf(module: Module): ObjectExpression | undefined {
  const inputs = propertyOf(bodyOf(module.value), 'params');
  return inputs?.kind === 'object' ? inputs : undefined;
}

/** What a parameter of a template is given wherever the template is a module, with where that stands. */
export function argumentsFor(
  project: InfraProject,
  called: Template,
  parameter: string,
): readonly { readonly value: Expression; readonly template: Template }[] {
  return project.templates.flatMap((template) =>
    template.modules
      .filter((module) => templateOf(project, template, module) === called)
      .flatMap((module) => {
        const value = propertyOf(inputsOf(module), parameter);
        return value === undefined ? [] : [{ value, template }];
      }),
  );
}
