import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PackError } from './packError.ts';
import { stagePackage } from './stagePackage.ts';

export interface PackOptions {
  /** The repository. */
  readonly root: string;
  /** The folder to write to: the tarball, and beside it what is in it. */
  readonly to: string;
}

export interface PackedEventHubs {
  readonly tarball: string;
  readonly bytes: number;
}

/**
 * Makes the emulator's package, for `npm install <tarball>` or `npm publish <tarball>`.
 * @throws PackError when it does not compile or npm does not pack it, which both tell on standard error
 */
export function packEventHubs({ root, to }: PackOptions): PackedEventHubs {
  const stage = join(to, 'event-hubs-emulator');
  mkdirSync(to, { recursive: true });
  stagePackage(root, stage);
  const tarball = join(to, npmPack(stage, to));
  return { tarball, bytes: statSync(tarball).size };
}

/** The name of the tarball. */
function npmPack(folder: string, to: string): string {
  const { file, before } = npmCommand();
  const { status, stdout } = spawnSync(file, [...before, 'pack', '--silent', '--pack-destination', to], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
  const name = stdout?.trim().split('\n').at(-1);
  if (status !== 0 || !name)
    throw new PackError('npm did not pack the emulator. Start this with "npm run pack:event-hubs".');
  return name;
}

/** npm's JavaScript file under this Node: on Windows "npm" is a .cmd, which cannot be spawned without a shell. */
function npmCommand(): { readonly file: string; readonly before: readonly string[] } {
  const script = process.env.npm_execpath;
  return script === undefined ? { file: 'npm', before: [] } : { file: process.execPath, before: [script] };
}
