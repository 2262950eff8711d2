import { openBicepParser } from './bicep/bicepParser.ts';
import type { Finding } from './finding.ts';
import { openProject, type ProjectFiles } from './project/infraProject.ts';
import { rules } from './rules.ts';
import type { Schemas } from './schemas/schema.ts';
import { type Checked, whatIsThere } from './whatIsThere.ts';

export interface Report {
  /** By file and line. */
  readonly findings: readonly Finding[];
  readonly checked: Checked;
}

/** Holds the infrastructure's files against every rule. Asks nobody: it works without a network. */
export async function checkInfra(files: ProjectFiles, schemas: Schemas): Promise<Report> {
  const project = openProject(files, await openBicepParser(), schemas);
  const findings = rules.flatMap((rule) => rule(project));
  return { findings: findings.toSorted(byPlace), checked: whatIsThere(project) };
}

export function byPlace(one: Finding, other: Finding): number {
  if (one.file === other.file) return one.line - other.line;
  return one.file < other.file ? -1 : 1;
}
