import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/**
 * The file that the PATH has for a program, as a full path, or undefined. Never the current folder's, where cmd.exe
 * would look first: a file named az.cmd in somebody's repository is not the Azure CLI.
 */
export function findProgram(
  name: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  isFile = isProgram,
): string | undefined {
  const path = platform === 'win32' ? win32 : posix;
  const endings = platform === 'win32' ? extensions(environment) : [''];
  const folders = (variable(environment, 'PATH') ?? '').split(path.delimiter).map((folder) => unquoted(folder));
  return folders
    .filter((folder) => path.isAbsolute(folder))
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
    .find((file) => isFile(file, platform));
}

/** A program without one of these is nothing that Windows can start: npm puts such a file beside each .cmd. */
function extensions(environment: NodeJS.ProcessEnv): readonly string[] {
  const known = new Set(['.com', '.exe', '.bat', '.cmd']);
  const listed = (variable(environment, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';');
  return listed.map((ending) => ending.trim().toLowerCase()).filter((ending) => known.has(ending));
}

/** A copy of the environment has lost Windows' indifference to case, and there it is mostly called "Path". */
function variable(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const key = Object.keys(environment).find((each) => each.toUpperCase() === name);
  return key === undefined ? undefined : environment[key];
}

function unquoted(folder: string): string {
  return folder.replace(/^"(.*)"$/, '$1');
}

function isProgram(file: string, platform: NodeJS.Platform): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    // Windows knows no such permission: there the extension decides.
    if (platform !== 'win32') accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
