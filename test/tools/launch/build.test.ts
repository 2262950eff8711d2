import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const repository = join(__dirname, '..', '..', '..');
const launcher = pathToFileURL(join(repository, 'tools', 'launch', 'build.mjs')).href;

describe('the build', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const path = (...parts: string[]) => join(folder.path, ...parts);

  beforeEach(() => {
    folder = temporaryFolder();
    mkdirSync(path('src', 'functions'), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), path('node_modules'), 'junction');
    const compilerOptions = { module: 'NodeNext', rootDir: '.', target: 'ES2023', types: [] };
    writeFileSync(path('tsconfig.build.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
    writeFileSync(path('src', 'functions', 'kept.ts'), 'export const kept = 1;\n');
  });
  afterEach(() => folder.remove());

  const build = () =>
    spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `import { build } from '${launcher}'; build(${JSON.stringify(folder.path)});`],
      { encoding: 'utf8' },
    );

  it('removes the output of a deleted source, which the worker would register, and nothing else', () => {
    mkdirSync(path('dist', 'src', 'functions'), { recursive: true });
    writeFileSync(path('dist', 'src', 'functions', 'deleted.js'), '');
    writeFileSync(path('dist', 'mine.txt'), '');
    expect(build().status).toBe(0);
    expect(existsSync(path('dist', 'src', 'functions', 'kept.js'))).toBe(true);
    expect(existsSync(path('dist', 'src', 'functions', 'deleted.js'))).toBe(false);
    expect(existsSync(path('dist', 'mine.txt'))).toBe(true);
  });

  it('ends with exit code 1 and keeps standard output clean when a source does not compile', () => {
    writeFileSync(path('src', 'functions', 'kept.ts'), "export const kept: number = 'text';\n");
    const { status, stdout, stderr } = build();
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('The build failed; nothing was started.');
  });
});
