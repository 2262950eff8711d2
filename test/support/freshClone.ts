import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporaryFolder.ts';

const repository = join(__dirname, '..', '..');

/**
 * What a clone of the repository holds, in a new folder, with the dependencies already there. Commands run in it as a
 * person would run them, and neither see nor disturb a running `npm start` of the repository itself.
 */
export function freshClone(): ReturnType<typeof temporaryFolder> {
  const folder = temporaryFolder();
  for (const file of listed()) {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true });
    copyFileSync(join(repository, file), join(folder.path, file));
  }
  symlinkSync(join(repository, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
  return folder;
}

function listed(): string[] {
  const rooms = ['src', 'local', 'tools', 'bench', '*.json', 'local.settings.json.example'];
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...rooms];
  const files = execFileSync('git', list, { cwd: repository, encoding: 'utf8' });
  return files.split('\0').filter((file) => file !== '' && !file.startsWith('test/'));
}
