import type { Expression, Problem, Template } from '../bicep/syntax.ts';
import { plainText, walkTemplate } from '../bicep/walk.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { jsonValue } from '../project/jsonValue.ts';
import { pathFrom } from '../project/modulesOf.ts';
import type { Rule } from '../rule.ts';

const loaders = ['loadJsonContent', 'loadTextContent', 'loadYamlContent', 'loadFileAsBase64'];

/** Each file that is taken in exists, and holds what is taken out of it. */
export const loadedFiles: Rule = (project) =>
  project.templates.flatMap((template) =>
    [...walkTemplate(template)].flatMap(({ expression }) =>
      problemsOf(expression, template, project).map((problem) => ({
        rule: 'loadedFiles',
        file: template.file,
        ...problem,
      })),
    ),
  );

function problemsOf(expression: Expression, template: Template, project: InfraProject): readonly Problem[] {
  const { line } = expression;
  if (expression.kind === 'member') {
    const place = { project, template };
    const [whole, part] = [jsonValue(expression.object, place), jsonValue(expression, place)];
    const isMissing = whole?.value !== undefined && part !== undefined && part.value === undefined;
    return isMissing ? [{ line, message: `The file that is loaded has no ${expression.name} there.` }] : [];
  }
  if (expression.kind !== 'call' || !loaders.includes(expression.name)) return [];
  const path = plainText(expression.arguments[0]);
  if (path === undefined) return [{ line, message: `${expression.name}() takes a path as plain text.` }];
  const text = project.files.read(pathFrom(template, path));
  if (text === undefined) return [{ line, message: `There is no file ${path}.` }];
  const isJson = expression.name !== 'loadJsonContent' || jsonValue(expression, { project, template }) !== undefined;
  return isJson ? [] : [{ line, message: `${path} is not JSON.` }];
}
