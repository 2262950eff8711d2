import type { Output, Template } from '../bicep/syntax.ts';
import { bodyOf, plainText, propertyOf } from '../bicep/walk.ts';
import type { Finding } from '../finding.ts';
import { templateOf } from '../project/modulesOf.ts';
import type { Rule } from '../rule.ts';
import { outputNames } from '../tables/outputNames.ts';

const [main, resources] = ['infra/main.bicep', 'infra/resources.bicep'];

/** Both entries give exactly the outputs that the tools read, from a deployment whose name they know. */
export const outputContract: Rule = (project) => {
  const entries = project.templates.filter(({ file }) => file === main || file === resources);
  const named = entries.flatMap((template) => wrongOutputs(template));
  const outer = entries.find(({ file }) => file === main);
  const inner = entries.find(({ file }) => file === resources);
  if (outer === undefined) return named;
  const module = outer.modules.find((each) => templateOf(project, outer, each) === inner);
  if (module === undefined) return [...named, finding(outer, 1, 'resources.bicep is no module of it.')];
  const isNamed = plainText(propertyOf(bodyOf(module.value), 'name')) === 'tributary';
  const strange = outer.outputs.filter((output) => !handsOn(output, module.name));
  return [
    ...named,
    ...(isNamed ? [] : [finding(outer, module.line, 'The deployment must be named tributary: the tools ask for it.')]),
    ...strange.map(({ line, name }) => finding(outer, line, `${name} must be ${module.name}.outputs.${name}.`)),
  ];
};

function wrongOutputs(template: Template): readonly Finding[] {
  const given = template.outputs.map(({ name }) => name);
  const absent = outputNames.filter((name) => !given.includes(name));
  const strange = template.outputs.filter(({ name }) => !outputNames.includes(name));
  const untyped = template.outputs.filter(({ type }) => type.kind !== 'primitive' || type.name !== 'string');
  return [
    ...absent.map((name) => finding(template, 1, `The output ${name} is missing. The tools read it.`)),
    ...strange.map(({ name, line }) => finding(template, line, `The output ${name} is read by nobody.`)),
    ...untyped.map(({ name, line }) => finding(template, line, `The output ${name} must be a string.`)),
  ];
}

function handsOn({ name, value }: Output, module: string): boolean {
  if (value.kind !== 'member' || value.name !== name || value.object.kind !== 'member') return false;
  const { object } = value;
  return object.name === 'outputs' && object.object.kind === 'name' && object.object.name === module;
}

function finding({ file }: Template, line: number, message: string): Finding {
  return { rule: 'outputContract', file, line, message };
}
