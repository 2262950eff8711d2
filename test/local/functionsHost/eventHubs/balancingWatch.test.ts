import { describe, expect, it } from '@jest/globals';
import { BalancingWatch } from '../../../../local/functionsHost/eventHubs/balancingWatch.ts';

const hour = 3_600_000;

/** A balancing that looks around every two seconds, as long as it does not sleep; looked at every second. */
function watched() {
  let [elapsed, offset, standstills] = [0, 0, 0];
  const watch = new BalancingWatch({
    clock: () => 1_800_000_000_000 + elapsed + offset,
    elapsed: () => elapsed,
    intervalMs: 2_000,
    onStandstill: () => {
      standstills += 1;
    },
  });
  return {
    setBy: (ms: number) => {
      offset += ms;
    },
    look: () => watch.looked(),
    pass: (seconds: number, isAsleep = false) => {
      for (let second = 0; second < seconds; second += 1) {
        elapsed += 1_000;
        if (!isAsleep && second % 2 === 1) watch.looked();
        watch.check();
      }
    },
    standstills: () => standstills,
  };
}

describe('the watch over the load balancing', () => {
  it('tells of a standstill after the clock was set back, once', () => {
    const { setBy, pass, standstills } = watched();
    pass(10);
    setBy(-hour);
    pass(9, true);
    expect(standstills()).toBe(0);
    pass(60, true);
    expect(standstills()).toBe(1);
  });

  it('also when the round looked around after the clock was set, before it fell asleep', () => {
    const { setBy, look, pass, standstills } = watched();
    pass(10);
    setBy(-hour);
    pass(3, true);
    look();
    pass(60, true);
    expect(standstills()).toBe(1);
  });

  it('says nothing as long as the balancing looks around', () => {
    const { setBy, pass, standstills } = watched();
    pass(10);
    setBy(-hour);
    pass(600);
    setBy(hour);
    pass(600);
    expect(standstills()).toBe(0);
  });

  it('says nothing of a balancing that waits for something else, or a clock that was put forward', () => {
    const { setBy, pass, standstills } = watched();
    pass(10);
    setBy(hour);
    setBy(-100);
    pass(600, true);
    expect(standstills()).toBe(0);
  });

  it('says nothing of a clock that was set back long before', () => {
    const { setBy, pass, standstills } = watched();
    pass(10);
    setBy(-hour);
    pass(60);
    pass(60, true);
    expect(standstills()).toBe(0);
  });
});
