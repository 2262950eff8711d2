import type { Parameter } from '../bicep/syntax.ts';
import type { Finding } from '../finding.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { knownValues } from '../project/knownValues.ts';
import { quotedIn, type TableRow, tableBelow } from '../project/markdown.ts';
import { boundParameters } from '../project/parametersJson.ts';
import { rangeWords } from '../project/rangeWords.ts';
import type { Rule } from '../rule.ts';

const [file, main] = ['infra/README.md', 'infra/main.bicep'];

/** The README's table has every parameter once: its variable for azd, its default and its range as they are. */
export const readmeParameters: Rule = (project) => {
  const template = project.templates.find((each) => each.file === main);
  const text = project.files.read(file);
  if (template === undefined || text === undefined) return [];
  const rows = tableBelow(text, /parameters/i);
  const names = rows.map(({ cells: [name = ''] }) => quotedIn(name)[0] ?? name);
  const absent = template.parameters.filter(({ name }) => !names.includes(name));
  return [
    ...absent.map(({ name }) => finding(rows[0]?.line ?? 1, `${name} is missing from the table of parameters.`)),
    ...rows.flatMap((row, index) => {
      const parameter = template.parameters.find(({ name }) => name === names[index]);
      if (parameter === undefined) return [finding(row.line, `main.bicep has no parameter ${names[index]}.`)];
      if (names.indexOf(parameter.name) < index) return [finding(row.line, `${parameter.name} is there twice.`)];
      return wrongRow(row, parameter, project).map((message) => finding(row.line, `${parameter.name}: ${message}`));
    }),
  ];
};

function wrongRow({ cells: [, variable, otherwise, range] }: TableRow, parameter: Parameter, project: InfraProject) {
  const bound = boundParameters(project.files.read('infra/main.parameters.json') ?? '')?.get(parameter.name);
  const isBound = bound?.variable === undefined || quotedIn(variable ?? '')[0] === bound.variable;
  const own = defaultWords(parameter, project);
  const ranges = rangeWords(parameter);
  const isIn = ranges === undefined || range === ranges;
  return [
    ...(isBound ? [] : [`azd binds it to ${bound.variable}, not ${variable}.`]),
    ...(isDefault(otherwise ?? '', own) ? [] : [`its default is ${own}, not ${otherwise}.`]),
    ...(isIn ? [] : [`its range is ${ranges}, not ${range}.`]),
  ];
}

function isDefault(cell: string, own: string): boolean {
  return own === '–' ? cell.startsWith('–') : cell === own;
}

/** `–` where a value must be given, `empty` for an empty text, else the value in backticks. */
function defaultWords({ otherwise }: Parameter, project: InfraProject): string {
  if (otherwise === undefined) return '–';
  if (otherwise.kind === 'array' && otherwise.items.length === 0) return '`[]`';
  const template = project.templates.find((each) => each.file === main);
  const value = template && knownValues(otherwise, { project, template }).values[0];
  return value === '' ? 'empty' : `\`${value}\``;
}

function finding(line: number, message: string): Finding {
  return { rule: 'readmeParameters', file, line, message };
}
