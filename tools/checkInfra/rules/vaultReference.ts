import { settingsOf } from '../project/settingsOf.ts';
import type { Rule } from '../rule.ts';

const setting = 'TWITTER_BEARER_TOKEN';
/** As `npm run set-twitter-token` writes it. */
const secretName = 'twitter-bearer-token';

/** The token comes from the vault, as its newest version: no template and no setting ever holds it. */
export const vaultReference: Rule = (project) =>
  settingsOf(project)
    .filter(({ name }) => name === setting)
    .flatMap(({ value, template, line }) => {
      const parts = value.kind === 'text' ? value.parts.map((part) => (typeof part === 'string' ? part : 'x')) : [];
      const text = parts.join('');
      if (new RegExp(`^@Microsoft\\.KeyVault\\(VaultName=x;SecretName=${secretName}\\)$`).test(text)) return [];
      const message = `${setting} must be @Microsoft.KeyVault(VaultName=<vault>;SecretName=${secretName}).`;
      return [{ rule: 'vaultReference', file: template.file, line, message }];
    });
