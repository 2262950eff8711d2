import type { Template } from '../bicep/syntax.ts';
import { bodyOf, propertyOf, type TypedResource } from '../bicep/walk.ts';
import type { Finding } from '../finding.ts';
import { type Assignment, assignmentsOf } from '../project/assignments.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { namesOf } from '../project/namesOf.ts';
import { resourcesFile } from '../project/resourcesFile.ts';
import { scopeOf } from '../project/scope.ts';
import { appsOf } from '../project/theApp.ts';
import type { Rule } from '../rule.ts';
import { container, hub, roles, table } from '../tables/roles.ts';

/** The app has every role that it needs, on each table and container, and owns no account that holds the data. */
export const appRights: Rule = (project) => {
  const [app] = appsOf(project);
  if (app === undefined) return [];
  const granted = assignmentsOf(project).filter(({ holder }) => holder === 'app');
  const file = granted[0]?.template.file ?? app.template.file;
  const messages = [...missingRoles(granted), ...missingNames(granted, project)];
  return [...messages.map((message) => ({ rule: 'appRights', file, line: 1, message })), ...ownedData(granted)];
};

function missingRoles(granted: readonly Assignment[]): readonly string[] {
  const has = (id: string, type: string) =>
    granted.some(({ role, scopeType }) => role?.id === id && scopeType === type);
  return roles.flatMap(({ id, name, app }) =>
    app.filter((type) => !has(id, type)).map((type) => `The app has nowhere ${name} on a ${type}.`),
  );
}

function missingNames(granted: readonly Assignment[], project: InfraProject): readonly string[] {
  const { hubs, tables, containers } = resourcesFile(project);
  const named = (type: string) =>
    granted.flatMap(({ scope, template }) => (scope?.type === type ? namesOf(scope, { project, template }) : []));
  const wanted: Readonly<Record<string, readonly string[]>> = { [hub]: hubs, [table]: tables, [container]: containers };
  return Object.entries(wanted).flatMap(([type, names]) =>
    names
      .filter((name) => !named(type).includes(name))
      .map((name) => `The app has no role on "${name}" of resources.json (${type}).`),
  );
}

function ownedData(granted: readonly Assignment[]): readonly Finding[] {
  const owners = granted.filter(({ role }) => role?.name === 'Storage Blob Data Owner');
  return owners.flatMap((owner) => {
    const holdsData = granted.some(
      (other) =>
        other !== owner && other.scope !== undefined && above(other.scope, other.template).includes(owner.scope),
    );
    const message = 'Storage Blob Data Owner is on the account with the data. Give it on that of the host.';
    return holdsData
      ? [{ rule: 'appRights', file: owner.template.file, line: owner.typed.resource.line, message }]
      : [];
  });
}

/** The parents of a resource, the nearest first. */
function above(typed: TypedResource, template: Template): readonly (TypedResource | undefined)[] {
  const named = propertyOf(bodyOf(typed.resource.value), 'parent');
  const meaning = named?.kind === 'name' ? scopeOf(template).get(named.name) : undefined;
  const parent = typed.around ?? (meaning?.kind === 'resource' ? meaning.declared : undefined);
  return parent === undefined ? [] : [parent, ...above(parent, template)];
}
