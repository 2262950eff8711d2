import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from '../support/command.ts';
import { builtApp, plantFault } from '../support/plantFault.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const minute = 60_000;
const script = "require('./dist/tools/verify.js').run(process.argv.slice(1))";
const deadPublisher = {
  file: 'pipeline/publishTweets.js',
  instead: 'async function publishTweets(timer, run) {',
  write: "async function publishTweets(timer, run) { throw new Error('planted');",
};

describe('npm run verify', () => {
  const folder = temporaryFolder();
  const killed = join(folder.path, 'tributary-verify-killed');
  let planted: ReturnType<typeof plantFault>;
  let verify: Command;

  beforeAll(() => {
    mkdirSync(killed);
    writeFileSync(join(killed, 'unfinished'), '');
    planted = plantFault('dead-publisher', deadPublisher);
    const args = ['--json', '--app', planted.path, '--events', '200', '--rate', '200', '--faults', 'none'];
    const temporary = { TMPDIR: folder.path, TEMP: folder.path };
    verify = new Command(process.execPath, ['-e', script, '--', ...args], builtApp, temporary);
  });

  afterAll(async () => {
    if (verify.child.exitCode === null) verify.signal('SIGTERM', 'process');
    await verify.exit;
    for (const each of [planted, folder]) each.remove();
  }, minute);

  it(
    'sees that half of the pipeline is dead, although every event is a row',
    async () => {
      expect({ exit: await verify.exit, text: verify.text }).toMatchObject({ exit: 1 });
      expect(JSON.parse(verify.stdout)).toMatchObject({ events: 200, rows: 200, missing: 0 });
      expect(verify.text).toMatch(/^publishTweets was asked for 5 runs and published nothing: /m);
    },
    2 * minute,
  );

  it('has removed what a killed run had left, and keeps its own logs alone', async () => {
    await verify.exit;
    const [run = '', ...others] = readdirSync(folder.path);
    expect(others).toEqual([]);
    expect(readdirSync(join(folder.path, run))).toEqual(['logs']);
    expect(verify.text).toContain(join(folder.path, run, 'logs'));
  });
});
