import { walkTemplate } from '../bicep/walk.ts';
import type { Rule } from '../rule.ts';

/** Those that `environment()` names, as the linter's `no-hardcoded-env-urls` knows them. */
const domains = [
  'core.windows.net',
  'database.windows.net',
  'graph.windows.net',
  'management.azure.com',
  'management.core.windows.net',
  'login.microsoftonline.com',
  'login.windows.net',
  'vault.azure.net',
  'azuredatalakestore.net',
  'azuredatalakeanalytics.net',
  'trafficmanager.net',
  'gallery.azure.com',
  'batch.core.windows.net',
];

/** No address is built from a domain that differs between clouds, where the resource or `environment()` tells it. */
export const literalDomains: Rule = ({ templates }) =>
  templates.flatMap((template) =>
    [...walkTemplate(template)].flatMap(({ expression }) => {
      const texts = expression.kind === 'text' ? expression.parts.filter((part) => typeof part === 'string') : [];
      const domain = domains.find((each) => texts.some((text) => text.toLowerCase().includes(each)));
      if (domain === undefined) return [];
      const message = `${domain} is written out. Take it from the resource, or from environment().`;
      return [{ rule: 'literalDomains', file: template.file, line: expression.line, message }];
    }),
  );
