import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'glob';
import { FunctionsHostError, messageOf } from '../functionsHostError.ts';
import { isRecord } from '../isRecord.ts';

export interface AppPackage {
  /** Full paths, sorted, of the files that `main` names. Never empty. */
  readonly files: readonly string[];
  /** `"type": "module"`: `.js` files are ES modules. */
  readonly isModule: boolean;
}

/**
 * What the package.json of an app says about its functions: `main` is a glob, relative to the app's folder.
 * https://learn.microsoft.com/azure/azure-functions/functions-reference-node?pivots=nodejs-model-v4#registering-a-function
 */
export function readAppPackage(appFolder: string): AppPackage {
  const { main, type } = parsePackage(join(appFolder, 'package.json'));
  if (typeof main !== 'string' || main.trim() === '') {
    throw new FunctionsHostError(
      'app',
      `${join(appFolder, 'package.json')} names no function files. Set "main" to a path or a pattern, such as "dist/src/functions/*.js".`,
    );
  }
  const files = globSync(main, { cwd: appFolder, absolute: true, nodir: true }).sort();
  if (files.length === 0) {
    throw new FunctionsHostError(
      'app',
      `Found zero files matching "${main}" (the "main" of package.json) in ${appFolder}. Build the app first, or correct the pattern.`,
    );
  }
  return { files, isModule: type === 'module' };
}

function parsePackage(path: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    if (isRecord(parsed)) return parsed;
  } catch (cause) {
    throw new FunctionsHostError('app', `${path} cannot be read: ${messageOf(cause)}. Give the folder of an app.`, {
      cause,
    });
  }
  throw new FunctionsHostError('app', `${path} must hold a JSON object.`);
}
