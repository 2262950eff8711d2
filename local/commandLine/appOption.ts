import { InvalidArgumentError, Option } from 'commander';

/** `--app <name>`: a deployment instead of what the settings of the folder name. */
export function appOption(): Option {
  return new Option('--app <name>', 'look at this function app in Azure, as whoever az is signed in as').argParser(
    appName,
  );
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftweb */
export function appName(text: string): string {
  if (/^[a-z\d](?:[a-z\d-]{0,58}[a-z\d])$/i.test(text)) return text;
  throw new InvalidArgumentError('The name of a function app has 2 to 60 letters, digits and hyphens.');
}
