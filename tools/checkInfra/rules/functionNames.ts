import type { Template } from '../bicep/syntax.ts';
import { walkTemplate } from '../bicep/walk.ts';
import type { Finding } from '../finding.ts';
import type { InfraProject } from '../project/infraProject.ts';
import type { Rule } from '../rule.ts';

/**
 * A function that a template names, to keep it running or to switch it off, is one of `src/functions/`; and each can be
 * paused, but for those that are switched off anyway.
 */
export const functionNames: Rule = (project) => {
  const functions = functionsOf(project);
  const named = project.templates.flatMap(namesIn);
  const off = named.filter(({ isOff }) => isOff).map(({ name }) => name);
  const pausable = functions.filter((name) => !off.includes(name));
  return [
    ...named
      .filter(({ name }) => !functions.includes(name))
      .map(({ template, line, name }) => finding(template, line, noFunction(name))),
    ...project.templates.flatMap((template) => wrongPauses(template, pausable)),
  ];
};

function namesIn(template: Template) {
  return [...walkTemplate(template)].flatMap(({ expression }) => {
    const text = expression.kind === 'text' ? expression.parts.join('') : '';
    const [, kept, off] = /^(?:function:(\w+)|AzureWebJobs\.(\w+)\.Disabled)$/.exec(text) ?? [];
    const name = kept ?? off;
    return name === undefined ? [] : [{ name, isOff: off !== undefined, template, line: expression.line }];
  });
}

function wrongPauses(template: Template, pausable: readonly string[]): readonly Finding[] {
  return template.parameters.flatMap(({ name, type, line }) => {
    if (name !== 'pausedFunctions' || type.kind !== 'array' || type.of.kind !== 'literal') return [];
    const values = type.of.values.map(String);
    const strange = values
      .filter((each) => !pausable.includes(each))
      .map((each) => `${each} is none that can be paused.`);
    const absent = pausable.filter((each) => !values.includes(each)).map((each) => `${each} cannot be paused.`);
    return [...strange, ...absent].map((message) => finding(template, line, message));
  });
}

/** Each file registers the function of its name; the hook of the app's end is none. */
function functionsOf({ files }: InfraProject): readonly string[] {
  return files.paths
    .flatMap((path) => /^src\/functions\/(\w+)\.ts$/.exec(path)?.[1] ?? [])
    .filter((name) => /\bapp\.(timer|eventHub)\(/.test(files.read(`src/functions/${name}.ts`) ?? ''));
}

function noFunction(name: string): string {
  return `${name} is no function of src/functions/.`;
}

function finding({ file }: Template, line: number, message: string): Finding {
  return { rule: 'functionNames', file, line, message };
}
