import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type PackedEventHubs, packEventHubs } from '../../../../tools/packEventHubs/packEventHubs.ts';
import { npm } from '../../../support/command.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

export const repository = join(__dirname, '..', '..', '..', '..');

export interface InstalledPackage {
  readonly packed: PackedEventHubs;
  /** Somebody's project: nothing but the package and what it depends on, until something is linked. */
  readonly folder: string;
  /** Files of a folder below, with `/` between names. */
  files(path: string): readonly string[];
  /** Makes a package of the repository one of the project. */
  link(name: string): void;
  /** Writes a program of the package's README, and returns its path. */
  writeTried(name: string): string;
  remove(): void;
}

/** Packs the emulator and installs the tarball in an empty folder. */
export async function installPackage(): Promise<InstalledPackage> {
  const { path: place, remove } = temporaryFolder();
  const packed = packEventHubs({ root: repository, to: join(place, 'packed') });
  const folder = join(place, 'project');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const install = npm(['install', '--no-audit', '--no-fund', '--prefer-offline', packed.tarball], folder);
  if ((await install.exit) !== 0) throw new Error(`npm did not install the package:\n${install.text}`);
  return {
    packed,
    folder,
    files: (path) => filesBelow(join(folder, path)),
    link: (name) => {
      mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
      symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
    },
    writeTried: (name) => {
      writeFileSync(join(folder, name), triedProgram(join(folder, 'node_modules', 'event-hubs-emulator'), name));
      return join(folder, name);
    },
    remove,
  };
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    );
}

/** The code block of the README that is marked as tried under that name. */
function triedProgram(folder: string, name: string): string {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const block = readme.split(`<!-- tried: ${name} -->\n`)[1]?.match(/^```js\n(.*?)```$/ms)?.[1];
  if (block === undefined) throw new Error(`The README has no program ${name}.`);
  return block;
}
