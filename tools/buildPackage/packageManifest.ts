import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../src/pipeline/tweet.ts';
import type { LockedPackage } from './readLock.ts';

const carried = ['name', 'version', 'private', 'description', 'license', 'engines', 'main', 'dependencies'];

/** The package's package.json: what the worker loads (`main`) and what it needs, without scripts and devDependencies. */
export function packageManifest(root: string): Readonly<Record<string, unknown>> {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries(isRecord(manifest) ? manifest : {}).filter(([key]) => carried.includes(key)),
  );
}

/**
 * The lock file of the package. `azd` runs "npm install" where the service lies unless a lock file is no newer than npm's
 * own copy of it in node_modules; and it tells, line by line, what was deployed.
 */
export function packageLock(
  manifest: Readonly<Record<string, unknown>>,
  packages: readonly LockedPackage[],
): { readonly lock: unknown; readonly installed: unknown } {
  const { name, version, license, engines, dependencies } = manifest;
  const head = { name, version, lockfileVersion: 3, requires: true };
  const entries = Object.fromEntries(packages.map(({ path, entry }) => [path, entry]));
  return {
    lock: { ...head, packages: { '': { name, version, license, dependencies, engines }, ...entries } },
    installed: { ...head, packages: entries },
  };
}
