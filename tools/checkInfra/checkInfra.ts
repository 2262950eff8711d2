import { openBicepParser } from './bicep/bicepParser.ts';
import type { Finding } from './finding.ts';
import { openProject, type ProjectFiles } from './project/infraProject.ts';
import { rules } from './rules.ts';
import type { Schemas } from './schemas/schema.ts';
import { type WhatIsThere, whatIsThere } from './whatIsThere.ts';

export interface Report {
  /** By file and line. */
  readonly findings: readonly Finding[];
  readonly checked: WhatIsThere;
}

/** Holds the templates, and what goes with them, against every rule. Asks nobody: it works without a network. */
export async function checkInfra(files: ProjectFiles, schemas: Schemas): Promise<Report> {
  const project = openProject(files, await openBicepParser(), schemas);
  const findings = rules.flatMap((rule) => rule(project));
  return { findings: inOrder(findings), checked: whatIsThere(project) };
}

/** By file, then by line. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => {
    if (one.file === other.file) return one.line - other.line;
    return one.file < other.file ? -1 : 1;
  });
}
