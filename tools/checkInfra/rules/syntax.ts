import type { Rule } from '../rule.ts';

/** Each file is what a compiler could read. */
export const syntax: Rule = ({ templates }) =>
  templates.flatMap(({ file, problems }) => problems.map((problem) => ({ rule: 'syntax', file, ...problem })));
