import type { Expression, Module, ObjectExpression, Parameter, Problem, Template } from '../bicep/syntax.ts';
import { bodyOf, propertyOf } from '../bicep/walk.ts';
import type { InfraProject } from '../project/infraProject.ts';
import type { Place } from '../project/jsonValue.ts';
import { inputsOf, templateOf } from '../project/modulesOf.ts';
import { wrongWithInput, wrongWithType } from '../project/wrongWithInput.ts';
import type { Rule } from '../rule.ts';

/** Each module is a file, and is given what that takes: all that is required, nothing else, of fitting types. */
export const modules: Rule = (project) =>
  project.templates.flatMap((template) =>
    template.modules.flatMap((module) =>
      checkModule(project, template, module).map((problem) => ({ rule: 'modules', file: template.file, ...problem })),
    ),
  );

function checkModule(project: InfraProject, template: Template, module: Module): readonly Problem[] {
  const { line, name, path } = module;
  const called = templateOf(project, template, module);
  if (called === undefined) return [{ line, message: `There is no ${path} for the module ${name}.` }];
  const body = bodyOf(module.value);
  const deployment = propertyOf(body, 'name');
  const unnamed =
    deployment === undefined ? [{ line, message: `The module ${name} has no name for its deployment.` }] : [];
  const other = (body?.properties ?? []).filter(
    (each) => !['name', 'params', 'scope', 'dependsOn'].includes(each.name ?? ''),
  );
  const strange = other.map((each) => ({ line: each.line, message: `${each.name} is nothing that a module takes.` }));
  return [...unnamed, ...strange, ...checkInputs(project, template, module, called)];
}

function checkInputs(project: InfraProject, template: Template, module: Module, called: Template): readonly Problem[] {
  const inputs: ObjectExpression = inputsOf(module) ?? {
    kind: 'object',
    properties: [],
    resources: [],
    line: module.line,
  };
  const given = inputs.properties.flatMap(({ name, value, line }): readonly Problem[] => {
    const parameter = called.parameters.find((each) => each.name === name);
    if (parameter === undefined) return [{ line, message: `${called.file} has no parameter ${name}.` }];
    const wrong = wrongWith(value, parameter, module, { project, template });
    return wrong.map((message) => ({ line, message: `${name} ${message}` }));
  });
  const missing = called.parameters.filter((each) => isRequired(each) && propertyOf(inputs, each.name) === undefined);
  const told = missing.map(({ name }) => ({
    line: module.line,
    message: `The module ${module.name} is not given ${name}.`,
  }));
  return [...given, ...told];
}

/** Behind a condition a parameter need not have all the values that it can have, so only its type is held against it. */
function wrongWith(value: Expression, parameter: Parameter, module: Module, place: Place): readonly string[] {
  if (module.value.kind !== 'conditioned' || value.kind !== 'name') return wrongWithInput(value, parameter, place);
  const wrong = wrongWithType(value, parameter.type, place);
  return wrong === undefined ? [] : [wrong];
}

function isRequired({ otherwise, type }: Parameter): boolean {
  return otherwise === undefined && type.kind !== 'nullable';
}
