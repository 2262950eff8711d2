import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { Command } from '../support/command.ts';
import { builtApp } from '../support/plantFault.ts';
import { commandOf, descendants, isAlive } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { until } from '../support/until.ts';

const minute = 60_000;
const script = "require('./dist/tools/verify.js').run(process.argv.slice(1))";
const posix = process.platform === 'win32' ? describe.skip : describe;

// Signals and "ps" are POSIX; on Windows this is untried.
posix('npm run verify that is interrupted while the hub is down', () => {
  const folder = temporaryFolder();
  let verify: Command;
  let processes: number[] = [];

  afterEach(async () => {
    for (const pid of [verify.pid, ...processes]) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await verify.exit;
  });

  afterAll(() => folder.remove());

  it(
    'ends with all its processes, and leaves no folder',
    async () => {
      const args = ['--json', '--events', '30000', '--rate', '500', '--faults', 'kill-hub', '--seed', '11'];
      const temporary = { TMPDIR: folder.path };
      verify = new Command(process.execPath, ['-e', script, '--', ...args], builtApp, temporary);
      const hub = (): number | undefined =>
        descendants(verify.pid).find((pid) => commandOf(pid).includes('hubProcess.js'));
      await until(() => hub() !== undefined, { withinMs: minute, otherwise: () => verify.text });
      await until(() => hub() === undefined, { withinMs: minute, otherwise: () => verify.text });
      processes = descendants(verify.pid);
      // Its client must have noticed: without a limit to its closing, the command then took 42 s.
      await delay(300);
      verify.signal('SIGTERM', 'process');
      await until(() => !isAlive(verify.pid), { withinMs: 15_000, otherwise: () => `still there:\n${verify.text}` });
      expect({ exit: await verify.exit, stdout: verify.stdout }).toEqual({ exit: 130, stdout: '' });
      await until(() => !processes.some(isAlive), {
        withinMs: 5_000,
        otherwise: () => `left: ${processes.filter(isAlive).map(commandOf)}`,
      });
      expect(readdirSync(folder.path)).toEqual([]);
    },
    3 * minute,
  );
});
