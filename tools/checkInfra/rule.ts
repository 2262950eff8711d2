import type { Finding } from './finding.ts';
import type { InfraProject } from './project/infraProject.ts';

/** Looks at one thing and finds what is wrong with it. */
export type Rule = (project: InfraProject) => readonly Finding[];
