import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { copyDependencies } from './copyDependencies.ts';
import { PackageError } from './packageError.ts';
import { packageLock, packageManifest } from './packageManifest.ts';
import { packageSize } from './packageSize.ts';
import { readLock } from './readLock.ts';

export interface PackageOptions {
  /** The repository: package.json, package-lock.json, host.json and node_modules. */
  readonly root: string;
  /** The folder that the build wrote to. */
  readonly built: string;
  /** The package's folder, which is replaced as a whole. */
  readonly to: string;
}

export interface BuiltPackage {
  readonly folder: string;
  /** Names of the dependencies that it carries. */
  readonly dependencies: number;
  readonly bytes: number;
}

/** What the package may weigh: each new instance fetches and unpacks it before its first event. */
export const mostBytes = 25 * 1024 * 1024;

/**
 * Makes the folder that is deployed as it stands: built code of `src/`, resources.json, host.json, package.json, its lock
 * file and the production dependencies. Nothing else gets in, since only what is named here is copied. Throws
 * PackageError when something is missing, or the package is too large; then the folder is as it was.
 */
export function buildPackage({ root, built, to }: PackageOptions): BuiltPackage {
  const stage = `${to}.${process.pid}`;
  try {
    rmSync(stage, { recursive: true, force: true });
    const dependencies = fill(root, built, stage);
    const bytes = packageSize(stage);
    if (bytes > mostBytes) throw new PackageError(tooLarge(bytes));
    rmSync(to, { recursive: true, force: true });
    renameSync(stage, to);
    return { folder: to, dependencies, bytes };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function fill(root: string, built: string, stage: string): number {
  if (!existsSync(join(built, 'src', 'functions')))
    throw new PackageError(`${built} holds no build. Run: npm run build`);
  for (const name of ['dist', 'node_modules']) mkdirSync(join(stage, name), { recursive: true });
  // Source maps stay here: Node reads them only when told to, and the output has the source's names and nearly its lines.
  const isCode = (file: string): boolean => statSync(file).isDirectory() || extname(file) === '.js';
  cpSync(join(built, 'src'), join(stage, 'dist', 'src'), { recursive: true, filter: isCode });
  copyFileSync(join(built, 'resources.json'), join(stage, 'dist', 'resources.json'));
  copyFileSync(join(root, 'host.json'), join(stage, 'host.json'));
  const packages = copyDependencies(root, stage, readLock(root));
  const manifest = packageManifest(root);
  const { lock, installed } = packageLock(manifest, packages);
  writeJson(join(stage, 'package.json'), manifest);
  writeJson(join(stage, 'package-lock.json'), lock);
  writeJson(join(stage, 'node_modules', '.package-lock.json'), installed);
  return packages.length;
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function tooLarge(bytes: number): string {
  const mebibytes = (bytes / 1024 / 1024).toFixed(1);
  return `The package has ${mebibytes} MiB, and may have ${mostBytes / 1024 / 1024}. Look for the largest packages: du -sh dist/app/node_modules/*`;
}
