import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  claimFolder,
  publishRunning,
  readRunning,
  refuseWhileRunning,
  releaseFolder,
} from '../../../local/running/running.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const startedAt = '2026-11-21T12:00:00.000Z';

describe('running.json', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const file = () => join(folder.path, '.local', 'running.json');
  const writeRunning = (text: string) => {
    mkdirSync(join(folder.path, '.local'));
    writeFileSync(file(), text);
  };
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('tells where the parts are from claim to release', () => {
    claimFolder(folder.path, { pid: process.pid, startedAt });
    publishRunning(folder.path, { pid: process.pid, startedAt, functionsHost: 'http://127.0.0.1:7071' });
    expect(readRunning(folder.path)).toEqual({ pid: process.pid, startedAt, functionsHost: 'http://127.0.0.1:7071' });
    releaseFolder(folder.path);
    expect(readRunning(folder.path)).toBeUndefined();
  });

  it('refuses a second start with the process id of the first', () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeRunning(JSON.stringify({ pid: other.pid, startedAt }));
    expect(() => claimFolder(folder.path, { pid: process.pid, startedAt })).toThrow(`process ${other.pid}`);
    expect(() => refuseWhileRunning(folder.path)).toThrow(/already runs in this folder/);
    other.kill('SIGKILL');
  });

  it('takes over from a process that was killed', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeRunning(JSON.stringify({ pid, startedAt }));
    claimFolder(folder.path, { pid: process.pid, startedAt });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ pid: process.pid, startedAt });
  });

  it.each(['', '{', '[]', '{"pid":"1"}'])('takes %j, which a crash may leave, for nothing', (text) => {
    writeRunning(text);
    expect(readRunning(folder.path)).toBeUndefined();
  });

  it('says the way out when .local is a file', () => {
    writeFileSync(join(folder.path, '.local'), '');
    const claim = () => claimFolder(folder.path, { pid: process.pid, startedAt });
    expect(claim).toThrow(/cannot be used .*Delete \.local and start again/);
  });

  it('leaves the file of another process alone', () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeRunning(JSON.stringify({ pid: other.pid, startedAt }));
    releaseFolder(folder.path);
    expect(readRunning(folder.path)?.pid).toBe(other.pid);
    other.kill('SIGKILL');
  });

  it('is taken by one of many that start at the same moment over the file of a dead process', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeRunning(JSON.stringify({ pid, startedAt }));
    const built = join(__dirname, '..', '..', '..', 'build', 'test', 'dist', 'local', 'running', 'running.js');
    const claim = `process.once('message', () => {
        try { require(${JSON.stringify(built)}).claimFolder(process.argv[1], { pid: process.pid, startedAt: 'now' }); process.send('won'); }
        catch (error) { process.send(error.code); }
        process.on('disconnect', () => process.exit());
      });
      process.send('ready');`;
    const starts = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['-e', claim, folder.path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    );
    await Promise.all(starts.map((start) => once(start, 'message')));
    const outcomes = starts.map(async (start) => (await once(start, 'message'))[0]);
    for (const start of starts) start.send('go');
    const told = await Promise.all(outcomes);
    for (const start of starts) start.disconnect();
    expect(told.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(told.filter((outcome) => outcome === 'already-running')).toHaveLength(5);
  });
});
