import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const built = join(__dirname, '..', '..', '..', 'build', 'test', 'dist', 'bench', 'package', 'measurePackage.js');

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
  const module = join(folder.path, 'node_modules', '@azure', 'functions');
  mkdirSync(module, { recursive: true });
  writeFileSync(
    join(module, 'package.json'),
    JSON.stringify({ name: '@azure/functions', version: '4.16.5', main: 'index.js' }),
  );
  writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ main: 'functions.js' }));
});

afterEach(() => folder.remove());

/** The compiled bench, in a process of its own, on an app whose loading takes as long as it says. */
function measured(code: string): { figures?: Record<string, number>; told: string; error: string } {
  writeFileSync(join(folder.path, 'functions.js'), code);
  const script = `
    require(process.argv[1]).measurePackage({ folder: process.argv[2], bytes: 18.44 * 1024 * 1024, starts: 3, tell: (line) => console.error(line) })
      .then((figures) => console.log(JSON.stringify(figures)), (error) => console.log(JSON.stringify({ error: error.message })));`;
  const output = execFileSync(process.execPath, ['-e', script, built, folder.path], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const { error = '', ...figures } = JSON.parse(output);
  return { figures, told: output, error };
}

describe('measurePackage', () => {
  it('gives exactly the size and the median of the starts, each of which loads anew', () => {
    const wait = 'const end = performance.now() + 60; while (performance.now() < end);';
    const register = `
      const core = require('@azure/functions-core');
      core.setProgrammingModel({ name: 'm', version: '4', getCapabilities: (known) => known, getCoreInvocationId: () => '' });
      core.registerFunction({ name: 'f', bindings: { t: { type: 'timerTrigger', direction: 'in' } } }, () => undefined);`;
    const { figures, error } = measured(`${wait}\n${register}`);
    expect(error).toBe('');
    expect(figures).toEqual({ packageMiB: 18.4, loadMs: expect.any(Number) });
    expect(figures?.loadMs).toBeGreaterThanOrEqual(60);
  });

  it('fails when the app does not load', () => {
    expect(measured("throw new Error('broken')").error).toContain('broken');
    expect(measured('').error).toContain('No function was registered');
  });
});
