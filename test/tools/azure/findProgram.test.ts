import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findProgram } from '../../../tools/azure/findProgram.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

function program(name: string, mode = 0o755): string {
  const file = join(folder.path, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, mode);
  return file;
}

describe('findProgram', () => {
  it('finds the first executable file of that name, and no folder', () => {
    mkdirSync(join(folder.path, 'a', 'az'), { recursive: true });
    program('b/az', 0o644);
    const found = program('c/az');
    program('d/az');
    const PATH = ['a', 'b', 'c', 'd'].map((name) => join(folder.path, name)).join(delimiter);
    expect(findProgram('az', { PATH }, 'linux')).toBe(found);
  });

  it('never looks into the current folder', () => {
    const everywhere = () => true;
    expect(findProgram('az', { PATH: `${delimiter}.${delimiter}here` }, 'linux', everywhere)).toBeUndefined();
  });

  it('knows nothing without a PATH', () => {
    expect(findProgram('az', {}, 'linux')).toBeUndefined();
  });

  it('finds what Windows can start, by its ending, and not the script that npm puts beside it', () => {
    const files = ['C:\\npm\\func', 'C:\\npm\\func.cmd', 'C:\\npm\\func.ps1', 'C:\\az cli\\wbin\\az.cmd', 'az.cmd'];
    const find = (name: string, environment: NodeJS.ProcessEnv) =>
      findProgram(name, environment, 'win32', (file) => files.includes(file));
    const Path = '.;;"C:\\az cli\\wbin";C:\\npm';
    expect(find('func', { Path, PATHEXT: '.COM;.EXE;.BAT;.CMD;.PS1' })).toBe('C:\\npm\\func.cmd');
    expect(find('az', { Path })).toBe('C:\\az cli\\wbin\\az.cmd');
    expect(find('azd', { Path })).toBeUndefined();
  });
});
