import { InvalidArgumentError } from 'commander';

/**
 * Reads the name of a function app for commander: 2 to 60 letters, digits and hyphens, which is what Azure takes.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftweb
 */
export function appName(text: string): string {
  if (/^[a-z\d][a-z\d-]{0,58}[a-z\d]$/i.test(text)) return text;
  throw new InvalidArgumentError(
    'It is 2 to 60 letters, digits and hyphens. Look with: az functionapp list --output table',
  );
}
