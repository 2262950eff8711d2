import { resourcesOf } from '../bicep/walk.ts';
import type { Rule } from '../rule.ts';

/** Each resource is of a type and version that the checks know, which is one that was looked at on purpose. */
export const resourceTypes: Rule = ({ templates, schemas }) =>
  templates.flatMap((template) =>
    resourcesOf(template).flatMap(({ resource, type, apiVersion }) => {
      const message = wrongWith(type, apiVersion, schemas.get(type.toLowerCase()));
      return message === undefined
        ? []
        : [{ rule: 'resourceTypes', file: template.file, line: resource.line, message }];
    }),
  );

function wrongWith(
  type: string,
  apiVersion: string | undefined,
  known: { readonly type: string; readonly apiVersion: string } | undefined,
): string | undefined {
  if (known === undefined) return `No schema of ${type} is kept. Add it to tools/checkInfra/schemas (README.md there).`;
  if (known.type !== type) return `${type} is written ${known.type}.`;
  if (apiVersion === known.apiVersion) return undefined;
  return `${type} at ${apiVersion ?? 'no version'}: the schema kept is of ${known.apiVersion}. Use that version.`;
}
