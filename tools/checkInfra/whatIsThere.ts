import { resourcesOf, walk } from './bicep/walk.ts';
import type { InfraProject } from './project/infraProject.ts';

/** How much was looked at: a check of nothing finds nothing. */
export interface WhatIsThere {
  readonly files: number;
  readonly resources: number;
  readonly properties: number;
  readonly queries: number;
}

export function whatIsThere({ templates, files }: InfraProject): WhatIsThere {
  const resources = templates.flatMap((template) => template.resources);
  const values = resources.flatMap(({ value }) => [...walk(value)]);
  return {
    files: templates.length,
    resources: templates.flatMap(resourcesOf).length,
    properties: values.flatMap(({ expression }) => (expression.kind === 'object' ? expression.properties : [])).length,
    queries: files.paths.filter((path) => path.endsWith('.kql')).length,
  };
}
