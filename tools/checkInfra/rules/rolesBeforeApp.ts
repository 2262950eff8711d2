import type { Module, Template } from '../bicep/syntax.ts';
import type { Finding } from '../finding.ts';
import { assignmentsOf } from '../project/assignments.ts';
import { waitsFor } from '../project/dependencies.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { templateOf } from '../project/modulesOf.ts';
import { declaresApp } from '../project/theApp.ts';
import type { Rule } from '../rule.ts';

/** The app is made after its roles: one that starts before it may read its storage fails. */
export const rolesBeforeApp: Rule = (project) => {
  const granting = new Set(
    assignmentsOf(project)
      .filter(({ holder }) => holder === 'app')
      .map(({ template }) => template),
  );
  return project.templates
    .flatMap((template) => {
      const inside = (module: Module) => templateOf(project, template, module);
      const apps = template.modules.filter((module) => isOne(inside(module), declaresApp));
      const roles = template.modules.filter((module) => isOne(inside(module), (each) => granting.has(each)));
      return apps.flatMap((app) => roles.flatMap((role) => early(app, role, template)));
    })
    .concat(apart(project, granting));
};

function isOne(template: Template | undefined, condition: (template: Template) => boolean): boolean {
  return template !== undefined && condition(template);
}

function early(app: Module, roles: Module, template: Template): readonly Finding[] {
  if (waitsFor(template, app.name).has(roles.name)) return [];
  const message = `The app (${app.name}) does not wait for its roles. Add dependsOn: [${roles.name}].`;
  return [{ rule: 'rolesBeforeApp', file: template.file, line: app.line, message }];
}

/** Both must be modules of one template, or the order cannot be seen. */
function apart(project: InfraProject, granting: ReadonlySet<Template>): readonly Finding[] {
  const app = project.templates.find(declaresApp);
  if (app === undefined) return [];
  const together = project.templates.some((template) => {
    const called = template.modules.map((module) => templateOf(project, template, module));
    return called.includes(app) && called.some((each) => each !== undefined && granting.has(each));
  });
  const message = 'App and roles are not modules of one template, so nothing puts the roles first.';
  return together ? [] : [{ rule: 'rolesBeforeApp', file: app.file, line: 1, message }];
}
