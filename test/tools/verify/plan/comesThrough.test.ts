import { describe, expect, it } from '@jest/globals';
import type { FaultKind } from '../../../../tools/verify/faults/fault.ts';
import { comesThrough, type Witness } from '../../../../tools/verify/plan/comesThrough.ts';

const { signal } = new AbortController();

/** A pipeline whose hub holds up to number 9 in partition 0; looks come after each step. */
function aPipeline() {
  const seen = { handledTo: -1, isAtRest: false, came: 5, answered: 5 };
  const steps: (() => void)[] = [];
  const witness: Witness = {
    lastSequenceNumbers: async () => new Map([['0', 9]]),
    isHandled: (_partition, sequenceNumber) => sequenceNumber <= seen.handledTo,
    writes: () => ({ came: seen.came, answered: seen.answered }),
    isAtRest: async () => seen.isAtRest,
    pause: async () => {
      const step = steps.shift();
      if (step === undefined) throw new Error('It is still waited for.');
      step();
    },
  };
  return { seen, steps, witness, through: (kind: FaultKind) => comesThrough(kind, witness, signal) };
}

describe('the pipeline comes through trouble', () => {
  it.each(['kill-host', 'kill-hub', 'second-host', 'clock-jump'] as const)(
    'of %s once an event is handled that came later, and all that was there before',
    async (kind) => {
      // What was delivered before the kill, or before it was over, proves nothing.
      for (const [handled, isThrough] of [
        [[8, 9], false],
        [[8, 9, 10], true],
      ] as const) {
        const { seen, steps, through } = aPipeline();
        for (const handledTo of handled) steps.push(() => Object.assign(seen, { handledTo }));
        expect(await through(kind).catch(() => false)).toBe(isThrough);
        expect(seen.handledTo).toBe(handled.at(-1));
      }
    },
  );

  it.each(['storage-outage', 'storage-errors', 'lost-answers'] as const)(
    'of %s once each service has answered the write that it had not, or a later one',
    async (kind) => {
      const { seen, steps, through } = aPipeline();
      seen.came = 6;
      steps.push(() => Object.assign(seen, { handledTo: 9 }));
      await expect(through(kind)).rejects.toThrow('It is still waited for.');
      steps.push(() => Object.assign(seen, { came: 7, answered: 7 }));
      expect(await through(kind)).toBe(true);
    },
  );

  it('of poison once the poison is handled', async () => {
    const { seen, steps, through } = aPipeline();
    seen.handledTo = 8;
    await expect(through('poison')).rejects.toThrow('It is still waited for.');
    steps.push(() => Object.assign(seen, { handledTo: 9 }));
    expect(await through('poison')).toBe(true);
  });

  it('at the very end when all is handled, and not when the host was done with something in vain', async () => {
    for (const handledTo of [9, 8]) {
      const { seen, through } = aPipeline();
      Object.assign(seen, { handledTo, isAtRest: true });
      expect(await through('kill-hub')).toBe(handledTo === 9);
    }
  });

  it('only after the hub has answered, and not any more when the run is given up', async () => {
    const { seen, witness } = aPipeline();
    const given = new AbortController();
    let asked = 0;
    const silent = {
      ...witness,
      lastSequenceNumbers: async () => {
        asked += 1;
        if (asked === 3) given.abort();
        return undefined;
      },
      pause: async () => undefined,
    };
    seen.handledTo = 9;
    expect(await comesThrough('poison', silent, given.signal)).toBe(false);
    expect(asked).toBe(3);
  });
});
