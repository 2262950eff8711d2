import { describe, expect, it } from '@jest/globals';
import { faultKinds } from '../../../../tools/verify/faults/fault.ts';
import { faults } from '../../../../tools/verify/faults/faults.ts';
import { anInjection, recordedTargets } from './anInjection.ts';

describe('faults of processes', () => {
  it('are listed under their own names', () => {
    expect(faultKinds.map((kind) => faults[kind].kind)).toEqual([...faultKinds]);
  });

  it('kill what runs once, and start it again', async () => {
    const targets = recordedTargets();
    expect(await faults['kill-host'].inject(targets, anInjection())).toBe(1);
    expect(await faults['kill-hub'].inject(targets, anInjection())).toBe(1);
    expect(targets.done).toEqual(['kill first', 'start first', 'kill hub', 'start hub']);
  });

  it.each(['kill-host', 'kill-hub'] as const)(
    '%s strikes the first time only where events are being stored',
    async (kind) => {
      const idle = recordedTargets({ nextRequest: async () => false });
      expect(await faults[kind].inject(idle, anInjection({ isFirst: true }))).toBe(0);
      expect(idle.done).toEqual([]);
      expect(await faults[kind].inject(recordedTargets(), anInjection({ isFirst: true }))).toBe(1);
    },
  );

  it('have a second host join and leave, by word or by kill -9', async () => {
    for (const [chance, leaving] of [
      [0.4, 'kill second'],
      [0.6, 'stop second'],
    ] as const) {
      const targets = recordedTargets();
      expect(await faults['second-host'].inject(targets, anInjection({ random: () => chance }))).toBe(1);
      expect(targets.done).toEqual(['start second', leaving]);
    }
  });

  it('did not strike where the second host had nothing to store, and it leaves all the same', async () => {
    const targets = recordedTargets({}, 0);
    expect(await faults['second-host'].inject(targets, anInjection())).toBe(0);
    expect(targets.done).toEqual(['start second', expect.stringMatching(/^(kill|stop) second$/)]);
  });

  it('set the clock of the host forward and back by minutes to a day, and right at the end', async () => {
    const offsets: number[] = [];
    const targets = recordedTargets();
    targets.hosts.shiftClock = async (_name, offsetMs) => void offsets.push(offsetMs);
    const injection = anInjection({ mostMs: 1 });
    let jumps = 0;
    for (let round = 0; round < 20; round += 1) jumps += await faults['clock-jump'].inject(targets, injection);
    const wrong = offsets.filter((offset) => offset !== 0);
    expect([wrong.length, offsets.length, offsets.at(-1)]).toEqual([jumps, jumps + 20, 0]);
    for (const offset of wrong) {
      expect(Math.abs(offset)).toBeGreaterThanOrEqual(60_000);
      expect(Math.abs(offset)).toBeLessThanOrEqual(86_400_000);
    }
    expect(Math.max(...wrong)).toBeGreaterThan(0);
    expect(Math.min(...wrong)).toBeLessThan(0);
  });

  it('have a host with the wrong clock end in the middle of writing, and begin anew with the right one', async () => {
    const targets = recordedTargets();
    await faults['clock-jump'].inject(targets, anInjection({ mostMs: 1, isFirst: true }));
    const others = targets.done.filter((what) => !what.startsWith('clock'));
    expect(others).toEqual(['kill first', 'start first']);
    expect(targets.done.slice(-3)).toEqual([...others, 'clock of first by 0']);
  });

  it('set no clock that counts the first time, where nothing is written by it', async () => {
    const idle = recordedTargets({ nextRequest: async () => false });
    expect(await faults['clock-jump'].inject(idle, anInjection({ mostMs: 1, isFirst: true }))).toBe(0);
    expect(idle.done.at(-1)).toBe('clock of first by 0');
  });

  it('send bad bodies and tell how many', async () => {
    const targets = recordedTargets();
    const sent = await faults.poison.inject(targets, anInjection());
    expect(sent).toBeGreaterThan(100);
    expect(targets.done).toEqual([`send ${sent}`]);
  });
});
