import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const file = join(__dirname, '../../../../build/test/dist/tools/verify/faults/shiftedClock.js');
/** Answers each question with what the process takes the time to be, in every way of asking. */
const clock = `process.on('message', ({ type }) => {
  if (type !== 'ask') return;
  const given = new Date(5);
  process.send([Date.now(), new Date().getTime(), Date.parse(Date()), given.getTime(), given instanceof Date, Date.UTC(1970, 0, 2), performance.timeOrigin + performance.now()]);
})`;

it('sets the clock of a process by a message, and nothing else of it', async () => {
  const child = fork('-e', [clock], { execArgv: ['--require', file] });
  const ask = async (message: { readonly type: string; readonly offsetMs?: number }): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(message);
    return (await answer)[0];
  };
  try {
    for (const offsetMs of [3 * 3_600_000, -90_000, 0]) {
      expect(await ask({ type: 'clock', offsetMs })).toEqual({ type: 'clock', offsetMs });
      const answer = await ask({ type: 'ask' });
      if (!Array.isArray(answer)) throw new TypeError('The child gave no times.');
      const [now, made, said, ...others] = answer.map(Number);
      for (const time of [now, made, said]) expect(Math.abs(Number(time) - Date.now() - offsetMs)).toBeLessThan(30_000);
      expect(others.slice(0, 3)).toEqual([5, 1, 86_400_000]);
      expect(Math.abs(Number(others[3]) - Date.now())).toBeLessThan(30_000);
    }
  } finally {
    child.kill('SIGKILL');
  }
});
