import type { Module, Template } from '../bicep/syntax.ts';
import { resourcesOf } from '../bicep/walk.ts';
import { waitsFor } from '../project/dependencies.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { templateOf } from '../project/modulesOf.ts';
import type { Rule } from '../rule.ts';

/** A module that names what another one makes waits for it: a name alone, without an output, puts nothing in order. */
export const madeBefore: Rule = (project) =>
  project.templates.flatMap((template) =>
    template.modules.flatMap((module) =>
      tooEarly(module, template, project).map((message) => ({
        rule: 'madeBefore',
        file: template.file,
        line: module.line,
        message,
      })),
    ),
  );

function tooEarly(module: Module, template: Template, project: InfraProject): readonly string[] {
  const before = waitsFor(template, module.name);
  const others = template.modules.filter((each) => each !== module);
  const used = typesIn(templateOf(project, template, module), project, 'existing');
  return [...used].flatMap((type) => {
    const makers = others.filter((each) => typesIn(templateOf(project, template, each), project, 'made').has(type));
    if (makers.length === 0 || makers.some(({ name }) => before.has(name))) return [];
    const names = makers.map(({ name }) => name).join(' or ');
    return [`${module.name} names a ${type}, and does not wait for ${names}. Add dependsOn.`];
  });
}

/** Of a template and its modules. */
function typesIn(
  template: Template | undefined,
  project: InfraProject,
  which: 'existing' | 'made',
): ReadonlySet<string> {
  if (template === undefined) return new Set();
  const own = resourcesOf(template).filter(({ resource }) => resource.existing === (which === 'existing'));
  const inner = template.modules.flatMap((module) => [
    ...typesIn(templateOf(project, template, module), project, which),
  ]);
  return new Set([...own.map(({ type }) => type), ...inner]);
}
