import { AzureError } from './azureError.ts';

/** What `spawn` takes, without a shell of Node's. */
export interface StartableCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are quoted already: Node must leave them alone. */
  readonly verbatim: boolean;
}

/**
 * How a program is started. On Windows `az` and `func` are batch files, which Node refuses to start by themselves since
 * quoting for cmd.exe cannot be done for every text (CVE-2024-27980). So cmd.exe is started here, each argument in
 * quotes, within which only `"` and `%` keep a meaning; a batch file reads its arguments twice (`%*`), and in quotes it
 * reads them the same twice. Throws AzureError for an argument with one of these or with a line end: such texts go
 * through a file. https://nodejs.org/en/blog/vulnerability/april-2024-security-releases-2
 */
export function startableCommand(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): StartableCommand {
  if (platform !== 'win32' || !/\.(cmd|bat)$/i.test(file)) return { file, args, verbatim: false };
  const line = [file, ...args].map(inQuotes).join(' ');
  const shell = environment.ComSpec ?? environment.COMSPEC ?? 'cmd.exe';
  // d: no AutoRun commands; e, v: as batch files expect, where ! means nothing; s: the outer quotes alone are taken off.
  return { file: shell, args: ['/d', '/e:on', '/v:off', '/s', '/c', `"${line}"`], verbatim: true };
}

function inQuotes(text: string): string {
  const forbidden = /["%]|\p{Cc}/u.exec(text)?.[0];
  if (forbidden !== undefined) {
    throw new AzureError(
      'failed',
      `An argument contains ${JSON.stringify(forbidden)}, which cannot be handed safely to a program that is a batch file.`,
    );
  }
  // Backslashes before the closing quote would make it part of the text for programs that read C's way.
  return `"${text.replace(/\\+$/, '$&$&')}"`;
}
