import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of files that go to a browser as they are. Their tsconfig.json is for the eyes of the checker alone. */
const browserFiles = ['local/eventHubs/http/page'];

/**
 * Compiles into `<root>/dist`. Never empties it, since a running host may still load from it; instead, output whose
 * source is gone is removed, for the worker registers every file that `main` matches. Ends the process when it fails,
 * unless `ignoreTypes`: the compiler writes its output all the same.
 */
export function build(
  root,
  { project = 'tsconfig.build.json', output = join(root, 'dist'), ignoreTypes = false } = {},
) {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, project), '--outDir', output], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0 && !ignoreTypes) {
    process.stderr.write('The build failed; nothing was started.\n');
    process.exit(1);
  }
  for (const folder of browserFiles.filter((each) => existsSync(join(root, each)))) {
    cpSync(join(root, folder), join(output, folder), { recursive: true, filter: (file) => !file.endsWith('.json') });
  }
  for (const room of ['src', 'local', 'tools', 'bench']) removeStale(join(output, room), join(root, room));
}

function removeStale(output, source) {
  if (!existsSync(output)) return;
  for (const entry of readdirSync(output, { withFileTypes: true, recursive: true })) {
    const written = join(entry.parentPath ?? entry.path, entry.name);
    const from = source + written.slice(output.length);
    if (entry.isFile() && !existsSync(from.replace(/\.js(\.map)?$/, '.ts'))) rmSync(written, { force: true });
  }
}
