import type { Parameter, Template } from '../bicep/syntax.ts';
import type { Finding } from '../finding.ts';
import { knownValues } from '../project/knownValues.ts';
import { boundParameters } from '../project/parametersJson.ts';
import { kindOfType } from '../project/valueKind.ts';
import type { Rule } from '../rule.ts';

const [file, main] = ['infra/main.parameters.json', 'infra/main.bicep'];

/** On purpose other than the template's own: who deploys by azd is a person who may look. */
const otherDefaults: Readonly<Record<string, string>> = { personAccess: 'look' };

/** azd can set every parameter, each by a variable of its own, and by default sets what the template would. */
export const parametersFile: Rule = (project) => {
  const template = project.templates.find((each) => each.file === main);
  const text = project.files.read(file);
  if (template === undefined || text === undefined) return [];
  const bound = boundParameters(text);
  if (bound === undefined) return [finding('It is no file of parameters: $schema, contentVersion, parameters.')];
  const names = template.parameters.map(({ name }) => name);
  const absent = names.filter((name) => !bound.has(name));
  const strange = [...bound.keys()].filter((name) => !names.includes(name));
  const variables = [...bound.values()].map(({ variable }) => variable);
  const twice = variables.filter((each, index) => each !== undefined && variables.indexOf(each) !== index);
  return [
    ...absent.map((name) => finding(`${name} of main.bicep is missing: azd could not set it.`)),
    ...strange.map((name) => finding(`main.bicep has no parameter ${name}.`)),
    ...twice.map((variable) => finding(`${variable} is bound twice.`)),
    ...template.parameters.flatMap((parameter) => {
      const wrong = wrongDefault(parameter, bound.get(parameter.name)?.otherwise, { project, template });
      return wrong === undefined ? [] : [finding(wrong)];
    }),
  ];
};

function wrongDefault(
  parameter: Parameter,
  otherwise: string | undefined,
  place: { readonly project: Parameters<Rule>[0]; readonly template: Template },
): string | undefined {
  const { name } = parameter;
  if (otherwise === undefined || parameter.otherwise === undefined) return undefined;
  const isList = kindOfType(parameter.type) === 'array' && parameter.otherwise.kind === 'array';
  const own = isList ? '[]' : String(knownValues(parameter.otherwise, place).values[0]);
  const wanted = otherDefaults[name] ?? own;
  return otherwise === wanted ? undefined : `${name} is "${otherwise}" by default, and "${wanted}" in main.bicep.`;
}

function finding(message: string): Finding {
  return { rule: 'parametersFile', file, line: 1, message };
}
