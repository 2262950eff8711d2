import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { errorCode } from '../../../local/errors/errorCode.ts';
import type { ProjectFiles } from './infraProject.ts';

const folders = ['infra', 'src/config', 'src/functions'];

/** The repository's files from disk, each as it was when first read. Nothing outside the folder is read. */
export function folderFiles(root: string): ProjectFiles {
  const paths = folders.flatMap((folder) => filesIn(join(root, folder)));
  const texts = new Map<string, string | undefined>();
  return {
    paths: paths.map((path) => relative(root, path).split(sep).join('/')).sort(),
    read: (path) => {
      if (!texts.has(path)) texts.set(path, readWithin(root, path));
      return texts.get(path);
    },
  };
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function readWithin(root: string, path: string): string | undefined {
  const file = resolve(root, path);
  if (!file.startsWith(resolve(root) + sep)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}
