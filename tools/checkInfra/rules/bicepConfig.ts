import { memberOf } from '../memberOf.ts';
import type { Rule } from '../rule.ts';

const file = 'infra/bicepconfig.json';

/** The linter's rules that stop a build of those who have the compiler. */
const errors = [
  'no-hardcoded-env-urls',
  'no-unused-params',
  'no-unused-vars',
  'outputs-should-not-contain-secrets',
  'secure-parameter-default',
  'secure-params-in-nested-deploy',
  'secure-secrets-in-params',
  'use-resource-symbol-reference',
  'no-explicit-any',
];

/** Those who have the compiler are told the same, as errors. */
export const bicepConfig: Rule = ({ files }) => {
  const text = files.read(file);
  if (text === undefined) return [];
  const rules = path(JSON.parse(text), 'analyzers', 'core', 'rules');
  return errors
    .filter((name) => path(rules, name, 'level') !== 'error')
    .map((name) => ({ rule: 'bicepConfig', file, line: 1, message: `${name} must be of level error.` }));
};

function path(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(memberOf, value);
}
