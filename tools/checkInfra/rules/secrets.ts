import type { Expression, Output, Template } from '../bicep/syntax.ts';
import { walk } from '../bicep/walk.ts';
import type { Finding } from '../finding.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { templateOf } from '../project/modulesOf.ts';
import { scopeOf } from '../project/scope.ts';
import type { Rule } from '../rule.ts';

const secretName = /password|secret(?!Name|Uri)|apiKey|accessKey|bearerToken/i;

/** No deployment keeps a secret in its history: no secret output, no secret default, none as a plain parameter. */
export const secrets: Rule = (project) =>
  project.templates.flatMap((template) => [
    ...template.parameters.flatMap((parameter) => {
      const isSecure = parameter.decorators.some(({ name }) => name === 'secure');
      const hasDefault = isSecure && parameter.otherwise !== undefined;
      const isPlain = !isSecure && secretName.test(parameter.name);
      return [
        ...(hasDefault ? [finding(template, parameter.line, `${parameter.name} is @secure and has a default.`)] : []),
        ...(isPlain ? [finding(template, parameter.line, `${parameter.name} is not @secure.`)] : []),
      ];
    }),
    ...template.outputs.flatMap((output) => {
      const secret = secretIn(output.value, template, project);
      return secret === undefined ? [] : [finding(template, output.line, wrongOutput(output, secret))];
    }),
  ]);

function wrongOutput({ name }: Output, secret: string): string {
  return `The output ${name} tells ${secret}. Outputs stay in the deployment's history.`;
}

/** Follows variables, and outputs of modules; within a module the address of telemetry may be handed on. */
function secretIn(value: Expression, template: Template, project: InfraProject): string | undefined {
  const isInner = template.file.includes('/modules/');
  return [...walk(value)]
    .map(({ expression }) => tell(expression, template, project))
    .find((each) => each !== undefined && !(isInner && each === 'a connection string'));
}

function tell(expression: Expression, template: Template, project: InfraProject): string | undefined {
  const scope = scopeOf(template);
  if (expression.kind === 'name') {
    const meaning = scope.get(expression.name);
    const isSecure = meaning?.kind === 'parameter' && meaning.declared.decorators.some(({ name }) => name === 'secure');
    if (isSecure) return `the secure parameter ${expression.name}`;
    return meaning?.kind === 'variable' ? secretIn(meaning.declared.value, template, project) : undefined;
  }
  if (expression.kind !== 'member') return undefined;
  if (/connectionString$/i.test(expression.name)) return 'a connection string';
  const { object } = expression;
  if (object.kind !== 'member' || object.name !== 'outputs' || object.object.kind !== 'name') return undefined;
  const module = scope.get(object.object.name);
  const called = module?.kind === 'module' ? templateOf(project, template, module.declared) : undefined;
  const output = called?.outputs.find(({ name }) => name === expression.name);
  if (called === undefined || output === undefined) return undefined;
  const leads = [...walk(output.value)].map((each) => tell(each.expression, called, project));
  return leads.find((each) => each !== undefined);
}

function finding({ file }: Template, line: number, message: string): Finding {
  return { rule: 'secrets', file, line, message };
}
