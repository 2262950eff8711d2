import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const installed = pathToFileURL(join(__dirname, '..', '..', '..', 'tools', 'launch', 'installed.mjs')).href;
const packages = { 'node_modules/a': { version: '1.0.0', integrity: 'x' } };

/** Does as "npm ci" does, for as long as the file `hold` is there. */
const slowNpm = `
  const fs = require('node:fs');
  fs.appendFileSync('calls', process.pid + '\\n');
  const wait = setInterval(() => {
    if (fs.existsSync('hold')) return;
    clearInterval(wait);
    fs.mkdirSync('node_modules', { recursive: true });
    fs.writeFileSync('node_modules/.package-lock.json', fs.readFileSync('package-lock.json'));
  }, 20);`;

describe('the lock of an install', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const path = (...parts: string[]) => join(folder.path, ...parts);
  const calls = () => readFileSync(path('calls'), 'utf8').trim().split('\n');

  beforeEach(() => {
    folder = temporaryFolder();
    writeFileSync(path('package-lock.json'), JSON.stringify({ packages }));
    writeFileSync(path('npm.cjs'), slowNpm);
  });
  afterEach(() => folder.remove());

  const ensureInstalled = () => {
    const code = `import { ensureInstalled } from '${installed}'; ensureInstalled(${JSON.stringify(folder.path)});`;
    const environment = { ...process.env, npm_execpath: path('npm.cjs') };
    return said(spawn(process.execPath, ['--input-type=module', '-e', code], { env: environment }));
  };

  it('lets one of two commands install, and the other wait for it', async () => {
    writeFileSync(path('hold'), '');
    const first = ensureInstalled();
    await first.until('Installing the locked dependencies');
    const second = ensureInstalled();
    await second.until(`Process ${first.pid} is installing the dependencies; waiting for it.\n`);
    rmSync(path('hold'));
    expect(await Promise.all([first.exitCode, second.exitCode])).toEqual([0, 0]);
    expect(calls()).toHaveLength(1);
    expect(existsSync(path('.local', 'install.pid'))).toBe(false);
  });

  it("is nobody's when its process is gone", async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    mkdirSync(path('.local'));
    writeFileSync(path('.local', 'install.pid'), `${gone.pid}\n`);
    expect(await ensureInstalled().exitCode).toBe(0);
    expect(calls()).toHaveLength(1);
  });

  it('is given back when the install fails', async () => {
    writeFileSync(path('npm.cjs'), 'process.exit(7)');
    expect(await ensureInstalled().exitCode).toBe(1);
    expect(existsSync(path('.local', 'install.pid'))).toBe(false);
  });

  it('is not even asked for where node_modules is a symbolic link, whose target an install would empty', async () => {
    mkdirSync(path('elsewhere'));
    symlinkSync(path('elsewhere'), path('node_modules'), 'junction');
    const command = ensureInstalled();
    expect(await command.exitCode).toBe(1);
    expect(command.text()).toMatch(
      /it is a symbolic link: "npm ci" would empty the folder it points to\. Run "npm ci" where/,
    );
    expect(existsSync(path('calls'))).toBe(false);
  });
});

/** What a process says on standard error, and how it ends. */
function said(child: ChildProcess) {
  let text = '';
  const heard = new EventTarget();
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    heard.dispatchEvent(new Event('text'));
  });
  const exitCode = once(child, 'close').then(([code]: unknown[]) => code);
  const until = (words: string): Promise<void> =>
    new Promise((resolve) => {
      const look = () => void (text.includes(words) && resolve());
      heard.addEventListener('text', look);
      look();
    });
  return { pid: child.pid, exitCode, until, text: () => text };
}
