import type { Expression, Template } from '../bicep/syntax.ts';
import { walkTemplate } from '../bicep/walk.ts';
import type { Finding } from '../finding.ts';
import { settingsOf } from '../project/settingsOf.ts';
import type { Rule } from '../rule.ts';

const allowedSetting = 'APPLICATIONINSIGHTS_CONNECTION_STRING';
const keyText =
  /AccountKey=|SharedAccessKey|SharedAccessSignature=|Endpoint=sb:|InstrumentationKey=|DefaultEndpointsProtocol=/i;
const keyMember = /^(primary|secondary|alias)?(Primary|Secondary)?(Key|ConnectionString)$|^InstrumentationKey$/;

/** No key is read and none is written: access is by identity alone. */
export const keys: Rule = (project) => [
  ...project.templates.flatMap((template) =>
    [...walkTemplate(template)].flatMap(({ expression }) => {
      const message = wrongWith(expression);
      return message === undefined ? [] : [finding(template, expression.line, message)];
    }),
  ),
  ...settingsOf(project)
    .filter(({ name }) => /connection_?string/i.test(name) && name !== allowedSetting)
    .map(({ name, template, line }) => finding(template, line, `${name} is a connection string. Use an identity.`)),
];

function wrongWith(expression: Expression): string | undefined {
  if (expression.kind === 'call' && /^list/.test(expression.name)) {
    return `${expression.name}() reads a key or a signature. Give a role to an identity instead.`;
  }
  // Of Application Insights: an address that, with DisableLocalAuth, opens nothing without a token.
  if (expression.kind === 'member' && keyMember.test(expression.name) && expression.name !== 'ConnectionString') {
    return `.${expression.name} is a key. Give a role to an identity instead.`;
  }
  const isText =
    expression.kind === 'text' && expression.parts.some((part) => typeof part === 'string' && keyText.test(part));
  return isText ? 'A text that holds a key, or leads to one. Give a role to an identity instead.' : undefined;
}

function finding({ file }: Template, line: number, message: string): Finding {
  return { rule: 'keys', file, line, message };
}
