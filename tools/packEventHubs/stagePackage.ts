import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { keepPublicTypes } from './keepPublicTypes.ts';
import { manifest, type RootManifest } from './manifest.ts';
import { PackError } from './packError.ts';

/** What a browser loads as it stands; everything else is compiled, or not for the package. */
const asTheyAre: ReadonlySet<string> = new Set(['.html', '.css', '.mjs']);

/** Makes the folder of the package anew: compiled sources, public types, the explorer's page, manifest and texts. */
export function stagePackage(root: string, stage: string): void {
  rmSync(stage, { recursive: true, force: true });
  const lib = join(stage, 'lib');
  mkdirSync(lib, { recursive: true });
  compile(root, lib);
  keepPublicTypes(lib);
  const sources = join(root, 'local', 'eventHubs');
  cpSync(join(sources, 'http', 'page'), join(lib, 'http', 'page'), {
    recursive: true,
    filter: (file) => extname(file) === '' || asTheyAre.has(extname(file)),
  });
  cpSync(join(sources, 'README.md'), join(stage, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
  const rootManifest: RootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest(rootManifest), null, 2)}\n`);
}

function compile(root: string, output: string): void {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'tools', 'packEventHubs', 'tsconfig.json');
  const { status } = spawnSync(process.execPath, [compiler, '-p', project, '--outDir', output], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new PackError('The package was not made, since its sources do not compile. Mend them first.');
}
