import { posix } from 'node:path';
import type { Finding } from '../finding.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { linksIn, quotedIn, tableBelow } from '../project/markdown.ts';
import type { Rule } from '../rule.ts';

const file = 'infra/README.md';

/** The README's links lead to files that are there, and each line that it quotes for reviewers stands in its file. */
export const readmeQuotes: Rule = (project) => {
  const text = project.files.read(file);
  if (text === undefined) return [];
  const rows = tableBelow(text, /reviewers/i);
  const quotes = rows.filter(({ cells: [, , shown = ''] }) => linksIn(shown).length > 0);
  return [
    ...(quotes.length === 0 ? [finding(1, 'There is no table for reviewers that quotes a line.')] : []),
    ...quotes.flatMap(({ cells: [, , shown = ''], line }) => wrongQuote(shown, line, project)),
    ...linksIn(text).flatMap(({ target, line }) => wrongLink(target, line, project)),
  ];
};

function wrongQuote(shown: string, line: number, project: InfraProject): readonly Finding[] {
  const [target = ''] = linksIn(shown).map((link) => link.target);
  const [quote] = quotedIn(shown);
  if (quote === undefined) return [finding(line, `No line of ${target} is quoted.`)];
  const lines = (project.files.read(pathOf(target)) ?? '').split(/\r?\n/).map((each) => each.trim());
  return lines.includes(quote) ? [] : [finding(line, `${target} has no line ${JSON.stringify(quote)}.`)];
}

function wrongLink(target: string, line: number, project: InfraProject): readonly Finding[] {
  const path = pathOf(target);
  const isThere = target.startsWith('#') || target.endsWith('/') || project.files.read(path) !== undefined;
  return isThere ? [] : [finding(line, `There is no file ${path}.`)];
}

function pathOf(target: string): string {
  return posix.join(posix.dirname(file), target.split('#')[0] ?? '');
}

function finding(line: number, message: string): Finding {
  return { rule: 'readmeQuotes', file, line, message };
}
