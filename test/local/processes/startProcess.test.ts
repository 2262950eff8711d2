import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { beforeItEnds, orKill, startProcess } from '../../../local/processes/startProcess.ts';

const script = (text: string) => startProcess({ name: 'trial', nodeArguments: ['-e', text] });
const untilLetGo = "process.on('disconnect', () => process.exit(0)); console.log('up');";
const deaf = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');";

const firstOutput = (local: ReturnType<typeof startProcess>) => once(local.child.stdout ?? process.stdin, 'data');

describe('a process of the local environment', () => {
  it('ends by itself when it is let go', async () => {
    const local = script(untilLetGo);
    await firstOutput(local);
    await local.stop(5_000);
    expect(await local.ended).toMatch(/^The trial process ended with exit code 0/);
  });

  it('is killed when it does not end in time', async () => {
    const local = script(deaf);
    await firstOutput(local);
    await local.stop(50);
    expect(await local.ended).toMatch(/ended by SIGKILL|exit code 1/);
  });

  it('tells its last words, which may come after its exit', async () => {
    const words = await script("console.error('no more'); process.exitCode = 3").ended;
    expect(words).toBe('The trial process ended with exit code 3. Its last words:\n  no more');
  });

  it('fails a wait with its last words', async () => {
    const local = script("console.log('bye'); process.exit(2)");
    await expect(beforeItEnds(local, new Promise(() => undefined), 5_000)).rejects.toThrow(/exit code 2.*\n {2}bye/);
  });

  it('is killed when what it is for does not come in time', async () => {
    const local = script(deaf);
    await expect(orKill(local, new Promise(() => undefined), 50)).rejects.toThrow(/gave no sign within/);
    await local.ended;
  });

  it('may be stopped twice', async () => {
    const local = script(untilLetGo);
    await firstOutput(local);
    await Promise.all([local.stop(5_000), local.stop(5_000)]);
    await local.stop(0);
  });
});
