import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../src/pipeline/tweet.ts';
import { PackageError } from './packageError.ts';

/** A package that production needs, as package-lock.json has it. */
export interface LockedPackage {
  /** Where it lies, with slashes: `node_modules/a/node_modules/@b/c`. */
  readonly path: string;
  readonly version: string;
  /** May be missing where its platform or its maker does not matter. */
  readonly optional: boolean;
  /** The entry as it stands. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/**
 * What `npm ci --omit=dev` would install, by the marks that npm itself puts into the lock file (version 3). Throws
 * PackageError for a package that holds something for one platform only, or completes itself when it is installed: what is
 * copied here has to run on another machine.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#packages
 */
export function readLock(root: string): readonly LockedPackage[] {
  const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  if (!isRecord(lock) || lock.lockfileVersion !== 3 || !isRecord(lock.packages)) {
    throw new PackageError('package-lock.json is not of version 3. Make it again with npm 7 or newer: npm install');
  }
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && isRecord(entry) && entry.dev !== true)
    .map(([path, entry]) => lockedPackage(path, entry));
}

function lockedPackage(path: string, entry: unknown): LockedPackage {
  if (!isRecord(entry) || typeof entry.version !== 'string' || entry.link === true) {
    throw new PackageError(
      `package-lock.json has no version of ${path}, so it cannot be deployed. It must come from a registry.`,
    );
  }
  const bound = ['os', 'cpu', 'libc', 'hasInstallScript'].find((key) => entry[key] !== undefined);
  if (bound !== undefined) {
    throw new PackageError(
      `${path} is made for this machine ("${bound}" in package-lock.json), and the package is copied to another. ` +
        'Choose a dependency in plain JavaScript, or make it a devDependency.',
    );
  }
  const optional = entry.optional === true || entry.devOptional === true;
  return { path, version: entry.version, optional, entry };
}
