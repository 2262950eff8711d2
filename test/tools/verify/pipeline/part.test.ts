import { afterEach, describe, expect, it } from '@jest/globals';
import { startServed } from '../../../../local/processes/startServed.ts';
import { Part } from '../../../../tools/verify/pipeline/part.ts';
import { isAlive } from '../../../support/processes.ts';
import { until } from '../../../support/until.ts';

const neverReady = "process.on('disconnect', () => undefined); setInterval(() => undefined, 1_000);";
/** Says that it is ready, and ends with its parent's channel. */
const obedient = "process.send({ type: 'ready', port: 1 }); process.on('disconnect', () => process.exit(0));";

function aPart(script = obedient) {
  const ends: string[] = [];
  const given = new AbortController();
  const part = new Part({
    name: 'part',
    start: (signal) => startServed({ name: 'part', nodeArguments: ['-e', script], signal }),
    onUnexpectedEnd: (words) => ends.push(words),
    signal: given.signal,
  });
  parts.push(part);
  return { part, ends, given };
}

const parts: Part[] = [];

afterEach(async () => {
  for (const part of parts.splice(0)) await part.close();
});

describe('a part of the pipeline', () => {
  it('is killed, stopped and started again without a word of an end', async () => {
    const { part, ends } = aPart();
    for (const end of [() => part.kill(), () => part.stop(), () => part.close()]) {
      await part.start();
      const { pid = 0 } = part.running.child;
      await end();
      expect(isAlive(pid)).toBe(false);
      expect(part.isRunning).toBe(false);
    }
    await part.close();
    expect(ends).toEqual([]);
  });

  it('tells when it ends by itself', async () => {
    const { part, ends } = aPart("process.send({ type: 'ready' }); setTimeout(() => process.exit(3), 50)");
    await part.start();
    await until(() => ends.length === 1, { withinMs: 10_000, otherwise: () => 'no word of its end' });
    expect(ends[0]).toMatch(/^The part process ended with exit code 3\./);
    expect(() => part.running).toThrow('The part does not run.');
  });

  it('runs once at a time', async () => {
    const { part } = aPart();
    const starting = part.start();
    await expect(part.start()).rejects.toThrow('The part runs already.');
    await starting;
    await expect(part.start()).rejects.toThrow('The part runs already.');
    await part.close();
    await expect(part.kill()).rejects.toThrow('The part does not run.');
  });

  it('is closed also while it starts', async () => {
    const { part, ends } = aPart(neverReady);
    const failed = expect(part.start()).rejects.toThrow('The part process ended');
    await part.close();
    await failed;
    expect([part.isRunning, ends]).toEqual([false, []]);
  });

  it('does not start where the command is to end, nor goes on with starting', async () => {
    const { part, given } = aPart(neverReady);
    const failed = expect(part.start()).rejects.toThrow('The part process ended');
    given.abort();
    await failed;
    await expect(part.start()).rejects.toThrow('The part is closed.');
  });

  it('is closed when it is gone, also while it is being killed, and never starts again', async () => {
    const { part, ends } = aPart();
    await part.start();
    let isGone = false;
    void part.running.ended.then(() => {
      isGone = true;
    });
    const killing = part.kill();
    await part.close();
    expect(isGone).toBe(true);
    await killing;
    await expect(part.start()).rejects.toThrow('The part is closed.');
    expect(ends).toEqual([]);
  });
});
