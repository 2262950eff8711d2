import type { Output, Template } from '../bicep/syntax.ts';
import { resourcesOf, walkTemplate } from '../bicep/walk.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { templateOf } from '../project/modulesOf.ts';
import type { Rule } from '../rule.ts';

/** No parameter, no variable and no naming of what exists is there in vain, and no output of a module. */
export const unused: Rule = (project) =>
  project.templates.flatMap((template) => {
    const used = namesUsed(template);
    const existing = resourcesOf(template).map(({ resource }) => resource);
    const named = [...template.parameters, ...template.variables, ...existing.filter((each) => each.existing)];
    return [...named.filter(({ name }) => !used.has(name)), ...outputsUnread(template, project)].map(
      ({ name, line }) => ({
        rule: 'unused',
        file: template.file,
        line,
        message: `${name} is used nowhere. Take it away.`,
      }),
    );
  });

function outputsUnread(template: Template, project: InfraProject): readonly Output[] {
  const callers = project.templates.flatMap((caller) =>
    caller.modules
      .filter((module) => templateOf(project, caller, module) === template)
      .map((module) => outputsRead(caller, module.name)),
  );
  return callers.length === 0 ? [] : template.outputs.filter(({ name }) => !callers.some((read) => read.has(name)));
}

function outputsRead(caller: Template, module: string): ReadonlySet<string> {
  const reads = [...walkTemplate(caller)].flatMap(({ expression }) => {
    if (expression.kind !== 'member' || expression.object.kind !== 'member') return [];
    const { name, object } = expression.object;
    return name === 'outputs' && object.kind === 'name' && object.name === module ? [expression.name] : [];
  });
  return new Set(reads);
}

function namesUsed(template: Template): ReadonlySet<string> {
  return new Set(
    [...walkTemplate(template)].flatMap(({ expression }) => (expression.kind === 'name' ? [expression.name] : [])),
  );
}
