import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** A repository with the real tools/func.mjs, where npm and the build only write down how they were called. */
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'tools'));
  copyFileSync(join(__dirname, '../../tools/func.mjs'), join(folder.path, 'tools', 'func.mjs'));
  writeFileSync(join(folder.path, 'tools', 'run.mjs'), scripted('build', 'process.env.BUILD_EXIT'));
  writeFileSync(
    join(folder.path, 'npm-cli.js'),
    scripted('npm', "process.argv.includes('--version') ? process.env.FETCH_EXIT : process.env.FUNC_EXIT"),
  );
});

afterEach(() => folder.remove());

function scripted(name: string, exitCode: string): string {
  return `(async () => {
    const { appendFileSync } = await import('node:fs');
    appendFileSync('calls.txt', JSON.stringify([${JSON.stringify(name)}, ...process.argv.slice(2)]) + '\\n');
    if (process.env.LASTS && process.argv.includes('start')) { console.log('func runs'); await new Promise((end) => setTimeout(end, 20_000)); }
    process.exitCode = Number((${exitCode}) ?? 0);
  })();\n`;
}

function func(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Command {
  const file = join(folder.path, 'tools', 'func.mjs');
  const npm_execpath = join(folder.path, 'npm-cli.js');
  return new Command(process.execPath, [file, ...args], folder.path, { npm_execpath, ...environment });
}

const calls = (): unknown[] =>
  readFileSync(join(folder.path, 'calls.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const coreTools = [
  'npm',
  'exec',
  '--yes',
  '--foreground-scripts',
  '--package=azure-functions-core-tools@4.15.1',
  '--',
  'func',
];

describe('npm run func', () => {
  it('builds, fetches the tools, then starts them with the arguments as they were given', async () => {
    expect(await func(['start', '--port', '7 1']).exit).toBe(0);
    expect(calls()).toEqual([
      ['build', 'build'],
      [...coreTools, '--version'],
      [...coreTools, 'start', '--port', '7 1'],
    ]);
  });

  it('does not build for a command that needs no functions', async () => {
    await func(['new', '--help']).exit;
    expect(calls()).toEqual([
      [...coreTools, '--version'],
      [...coreTools, 'new', '--help'],
    ]);
  });

  it.each([
    ['azure', 'functionapp', 'publish', 'func-river'],
    ['azure', 'functionApp', 'Publish', 'func-river', '--force'],
  ])('refuses to upload the whole repository, and says how it goes: %s %s %s', async (...args) => {
    const command = func(args);
    expect(await command.exit).toBe(1);
    expect(command.text).toMatch(/uploads the folder in which it runs.*\n.*npm run deploy -- <app>\n.*dist\/app/);
    expect(existsSync(join(folder.path, 'calls.txt'))).toBe(false);
  });

  it('leaves the other commands for Azure alone', async () => {
    await func(['azure', 'functionapp', 'list-functions', 'func-river']).exit;
    expect(calls().at(-1)).toEqual([...coreTools, 'azure', 'functionapp', 'list-functions', 'func-river']);
  });

  it('ends with the exit code of the tools', async () => {
    expect(await func(['start'], { FUNC_EXIT: '3' }).exit).toBe(3);
  });

  it('starts nothing when the build fails', async () => {
    expect(await func(['start'], { BUILD_EXIT: '2' }).exit).toBe(2);
    expect(calls()).toHaveLength(1);
  });

  it('says what to do when the tools cannot be fetched', async () => {
    const command = func(['start'], { FETCH_EXIT: '1' });
    expect(await command.exit).toBe(1);
    expect(command.stdout).toBe('');
    expect(command.text).toMatch(
      /could not be fetched.*\n(?:.*\n)*.*npm install -g.*\n.*apt-get.*\n.*brew.*\n.*winget.*\n"npm start" needs none of it/,
    );
    expect(calls()).toHaveLength(2);
  });

  it.each([undefined, '/usr/lib/yarn.js'])(
    'says how to start it when npm did not (npm_execpath %s)',
    async (npm_execpath) => {
      const command = func(['start'], { npm_execpath });
      expect(await command.exit).toBe(1);
      expect(command.text).toBe('Start it through npm: "npm run func -- start".\n');
    },
  );

  it('says what func start will lack', async () => {
    const lacking = func(['start']);
    await lacking.exit;
    expect(lacking.text).toMatch(/copy local\.settings\.json\.example/);
    expect(lacking.text).toMatch(/npm run services/);
    mkdirSync(join(folder.path, '.local'));
    writeFileSync(join(folder.path, '.local', 'running.json'), '{}');
    writeFileSync(join(folder.path, 'local.settings.json'), '{}');
    const complete = func(['start']);
    await complete.exit;
    expect(complete.text).toBe('');
  });

  // Windows knows no SIGTERM: a kill is always hard there.
  const onPosix = process.platform === 'win32' ? it.skip : it;
  onPosix('passes a SIGTERM on, and tells that the tools ended by it', async () => {
    const command = func(['start'], { LASTS: 'yes' });
    await command.says(/func runs/);
    command.signal('SIGTERM', 'process');
    expect(await command.exit).toBe(143);
  });
});
