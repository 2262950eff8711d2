import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isRecord } from '../../src/pipeline/tweet.ts';
import { isLoaded } from './isLoaded.ts';
import { PackageError } from './packageError.ts';
import type { LockedPackage } from './readLock.ts';

/**
 * Copies the packages from `<root>/node_modules`, where `npm ci` has put them, to the same places in `to`: no network, no
 * install scripts, the very files that the tests ran with. Throws PackageError where the folder and the lock file differ.
 */
export function copyDependencies(
  root: string,
  to: string,
  packages: readonly LockedPackage[],
): readonly LockedPackage[] {
  const installed = packages.filter((each) => isInstalled(root, each));
  for (const { path } of installed) copyPackage(join(root, path), join(to, path));
  return installed;
}

function isInstalled(root: string, { path, version, optional }: LockedPackage): boolean {
  const manifest = join(root, path, 'package.json');
  if (!existsSync(manifest)) {
    if (optional) return false;
    throw new PackageError(`${path} is not installed. Run: npm ci`);
  }
  const found: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  const foundVersion = isRecord(found) ? found.version : undefined;
  if (foundVersion === version) return true;
  throw new PackageError(`${path} is version ${String(foundVersion)}, package-lock.json has ${version}. Run: npm ci`);
}

function copyPackage(from: string, to: string): void {
  for (const file of filesOf(from)) {
    if (!isLoaded(relative(from, file).split(sep).join('/'))) continue;
    const target = join(to, relative(from, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
}

/** Without what lies in a node_modules of its own: those packages are in the list themselves, or not needed. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(join(folder, entry.name));
    return entry.isFile() ? [join(folder, entry.name)] : [];
  });
}
