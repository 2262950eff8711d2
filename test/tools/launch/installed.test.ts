import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const launcher = (name: string) => pathToFileURL(join(__dirname, '..', '..', '..', 'tools', 'launch', name)).href;

/** Runs a piece of ES module code, as the launcher itself is, in a process of its own. */
function evaluate(code: string, environment: NodeJS.ProcessEnv = process.env) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    env: environment,
  });
  return { stdout: stdout.trim(), stderr, status };
}

describe('the check before every command', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    mkdirSync(join(folder.path, 'node_modules'));
  });
  afterEach(() => folder.remove());

  const write = (packages: { locked: object; installed?: object }) => {
    writeFileSync(join(folder.path, 'package-lock.json'), JSON.stringify({ packages: packages.locked }));
    if (!packages.installed) return;
    const hidden = join(folder.path, 'node_modules', '.package-lock.json');
    writeFileSync(hidden, JSON.stringify({ packages: packages.installed }));
  };
  const firstMissing = () =>
    evaluate(`import { firstMissing } from '${launcher('installed.mjs')}';
      console.log(String(firstMissing(${JSON.stringify(folder.path)})));`).stdout;
  const a = { 'node_modules/a': { version: '1.0.0', integrity: 'x' } };

  it('finds nothing missing when everything locked is installed', () => {
    write({ locked: { '': {}, ...a }, installed: a });
    expect(firstMissing()).toBe('undefined');
  });

  it('names the package that is missing when nothing is installed', () => {
    write({ locked: { '': {}, ...a } });
    expect(firstMissing()).toBe('a');
  });

  it('names a package of another version', () => {
    write({ locked: a, installed: { 'node_modules/a': { version: '0.9.0', integrity: 'y' } } });
    expect(firstMissing()).toBe('a');
  });

  it('does without the packages of other platforms', () => {
    write({ locked: { ...a, 'node_modules/b-win32': { version: '1.0.0', optional: true } }, installed: a });
    expect(firstMissing()).toBe('undefined');
  });

  it('installs through npm_execpath, which is a JavaScript file on every system', () => {
    write({ locked: a });
    const npm = join(folder.path, 'npm.cjs');
    writeFileSync(npm, `require('node:fs').writeFileSync('called', process.argv.slice(2).join(' '))`);
    const { stderr, status } = evaluate(
      `import { ensureInstalled } from '${launcher('installed.mjs')}'; ensureInstalled(${JSON.stringify(folder.path)});`,
      { ...process.env, npm_execpath: npm },
    );
    expect(stderr).toContain('Installing the locked dependencies, since a is missing or out of date.');
    expect(status).toBe(0);
    expect(readFileSync(join(folder.path, 'called'), 'utf8')).toMatch(/^ci /);
  });

  it('ends with exit code 1 and the way out when the install fails', () => {
    write({ locked: a });
    const npm = join(folder.path, 'npm.cjs');
    writeFileSync(npm, 'process.exit(7)');
    const { stderr, status } = evaluate(
      `import { ensureInstalled } from '${launcher('installed.mjs')}'; ensureInstalled(${JSON.stringify(folder.path)});`,
      { ...process.env, npm_execpath: npm },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('"npm ci" failed (exit code 7)');
  });

  it.each([
    ['18.20.0', 1, /needs Node\.js 22 or newer, and this is 18\.20\.0/],
    ['20.20.2', 0, /past its end of life/],
    ['22.23.3', 0, /^$/],
    ['24.21.0', 0, /^$/],
  ])('answers Node %s with exit code %d', (version, exitCode, message) => {
    const { stderr, status } = evaluate(
      `import { checkNode } from '${launcher('checkNode.mjs')}'; checkNode('${version}');`,
    );
    expect(status).toBe(exitCode);
    expect(stderr).toMatch(message);
  });

  it('adds loopback to NO_PROXY and keeps what is there', () => {
    const code = `import { reachLoopbackDirectly } from '${launcher('reachLoopback.mjs')}';
      reachLoopbackDirectly(); console.log(process.env.NO_PROXY);`;
    const environment = { PATH: process.env.PATH, no_proxy: 'example.org, localhost' };
    expect(evaluate(code, environment).stdout).toBe('example.org,localhost,127.0.0.1,::1');
  });
});
