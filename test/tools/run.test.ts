import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const tools = join(__dirname, '..', '..', 'tools');

describe('the launcher of every command', () => {
  let clone: ReturnType<typeof temporaryFolder>;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(clone.path, file)), { recursive: true });
    writeFileSync(join(clone.path, file), text);
  };

  beforeEach(() => {
    clone = temporaryFolder();
    for (const part of ['run.mjs', 'launch'])
      cpSync(join(tools, part), join(clone.path, 'tools', part), { recursive: true });
    write('package-lock.json', '{}');
    write('node_modules/typescript/bin/tsc', '');
    for (const [room, code] of [
      ['local/commandLine/fail', 'exports.fail = (error) => { throw error; };'],
      ['tools/tweets', 'exports.run = async (args) => console.log(JSON.stringify([process.cwd(), ...args]));'],
    ] as const) {
      write(`${room}.ts`, '');
      write(`dist/${room}.js`, code);
    }
  });
  afterEach(() => clone.remove());

  it('runs a command in its own repository, wherever it is started', () => {
    const elsewhere = dirname(clone.path);
    const launcher = join(clone.path, 'tools', 'run.mjs');
    const { stdout } = spawnSync(process.execPath, [launcher, 'tweets', '--json'], {
      cwd: elsewhere,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toEqual([clone.path, '--json']);
  });
});
