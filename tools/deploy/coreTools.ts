import { basename } from 'node:path';
import { AzureError } from '../azure/azureError.ts';
import { findProgram } from '../azure/findProgram.ts';
import { runProgram } from '../azure/runProgram.ts';
import { versionAtLeast } from '../azure/versionAtLeast.ts';

/** How `func` is started: a program, and what comes before the arguments. */
export interface CoreTools {
  readonly file: string;
  readonly before: readonly string[];
  /** For people. */
  readonly name: string;
}

/** The version that `npm run func` fetches too; its way with Flex Consumption is the one that was read. */
export const pinnedCoreTools = 'azure-functions-core-tools@4.15.1';
const oldest = '4.14.0';
const timeLimitMs = 60_000;

/**
 * `func` of the PATH when it is new enough, else the pinned one through npm, which fetches it at the first use. Rejects
 * with AzureError when there is neither.
 */
export async function coreTools(environment: NodeJS.ProcessEnv): Promise<CoreTools> {
  const file = findProgram('func', environment);
  const version = file === undefined ? undefined : await versionOf(file, environment);
  if (file !== undefined && version !== undefined && versionAtLeast(version, oldest)) {
    return { file, before: [], name: `func ${version}` };
  }
  const npm = environment.npm_execpath ?? '';
  if (!/^(npm|npx)-cli\.c?js$/.test(basename(npm))) throw notThere(version);
  // Without foreground scripts npm hides the download, and ends without a word when it fails.
  const before = [npm, 'exec', '--yes', '--foreground-scripts', `--package=${pinnedCoreTools}`, '--', 'func'];
  return { file: process.execPath, before, name: `${pinnedCoreTools} through npm` };
}

async function versionOf(file: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { exitCode, output } = await runProgram(file, ['--version'], { environment, timeLimitMs });
  return exitCode === 0 ? output.trim().split('\n').at(-1)?.trim() : undefined;
}

function notThere(version: string | undefined): AzureError {
  const wayOut = `Start this through npm, which fetches them, or install them: npm install -g azure-functions-core-tools@4`;
  if (version === undefined) {
    return new AzureError('missing', `Azure Functions Core Tools (func) are not on the PATH. ${wayOut}`);
  }
  return new AzureError('too-old', `Azure Functions Core Tools are version ${version}; ${oldest} is needed. ${wayOut}`);
}
