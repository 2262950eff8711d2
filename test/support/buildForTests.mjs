import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../tools/launch/build.mjs';

/** Jest's global setup: the built app, as a folder that a host can be pointed at, apart from the `dist` of a running one. */
export default function buildForTests() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  const app = join(root, 'build', 'test');
  mkdirSync(app, { recursive: true });
  // Types are the gate of "npm run typecheck"; Jest's own transform only strips them, too.
  build(root, { output: join(app, 'dist'), project: 'test/support/tsconfig.json', ignoreTypes: true });
  for (const name of ['package.json', 'host.json', 'local.settings.json.example'])
    copyFileSync(join(root, name), join(app, name));
}
