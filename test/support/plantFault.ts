import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Jest's global setup has built the app. */
export const builtApp = join(__dirname, '..', '..', 'build', 'test');

/** One change to a built file: what is to stand in place of what stands there, once. */
export interface PlantedFault {
  readonly file: string;
  readonly instead: string;
  readonly write: string;
}

/** A copy of the built app with these faults in it, within the repository, so that it finds the packages. */
export function plantFault(
  name: string,
  ...faults: readonly PlantedFault[]
): { readonly path: string; remove(): void } {
  const path = join(builtApp, `planted-${name}`);
  mkdirSync(join(path, 'dist'), { recursive: true });
  for (const each of ['package.json', 'host.json', 'dist/src', 'dist/resources.json'])
    cpSync(join(builtApp, each), join(path, each), { recursive: true });
  for (const fault of faults) plant(join(path, 'dist', 'src', fault.file), fault);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function plant(built: string, { instead, write }: PlantedFault): void {
  const text = readFileSync(built, 'utf8');
  if (text.split(instead).length !== 2) throw new Error(`There is not one ${instead} in ${built}.`);
  writeFileSync(
    built,
    text.replace(instead, () => write),
  );
}
