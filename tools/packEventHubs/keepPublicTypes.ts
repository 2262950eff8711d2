import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const relativeImport = /(from '|import\(")(\.[^'"]+)\.ts(?=['"])/g;

/**
 * Removes from a folder all declarations but those that its `index.d.ts` leads to: the others are nobody's business. Their
 * imports then say `.js`, since the compiler leaves the `.ts` of the sources, which older ones of other people do not take.
 */
export function keepPublicTypes(folder: string): void {
  const kept = reachable(join(folder, 'index.d.ts'), new Set());
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (name.endsWith('.d.ts') && !kept.has(file)) rmSync(file);
  }
  for (const file of kept) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(relativeImport, '$1$2.js'));
}

function reachable(file: string, found: Set<string>): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, , path = ''] of readFileSync(file, 'utf8').matchAll(relativeImport))
    reachable(join(dirname(file), `${path}.d.ts`), found);
  return found;
}
