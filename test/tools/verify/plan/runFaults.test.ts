import { describe, expect, it } from '@jest/globals';
import type { Fault, FaultKind } from '../../../../tools/verify/faults/fault.ts';
import { faultKinds } from '../../../../tools/verify/faults/fault.ts';
import { FaultTally } from '../../../../tools/verify/plan/faultTally.ts';
import { laneOf } from '../../../../tools/verify/plan/laneOf.ts';
import { type FaultRun, runFaults } from '../../../../tools/verify/plan/runFaults.ts';
import { noTargets } from './noTargets.ts';

type Inject = Fault['inject'];

/** A run over faults that all do the same. Waiting takes no time. */
function aRun(kinds: readonly FaultKind[], inject: (kind: FaultKind, ...of: Parameters<Inject>) => Promise<number>) {
  const loadEnded = new AbortController();
  const given = new AbortController();
  const fault = (kind: FaultKind): Fault => ({ kind, inject: (...of) => inject(kind, ...of) });
  const run: FaultRun = {
    kinds,
    faults: {
      'kill-host': fault('kill-host'),
      'kill-hub': fault('kill-hub'),
      'second-host': fault('second-host'),
      'storage-errors': fault('storage-errors'),
      'lost-answers': fault('lost-answers'),
      'storage-outage': fault('storage-outage'),
      poison: fault('poison'),
      'clock-jump': fault('clock-jump'),
    },
    targets: noTargets,
    tally: new FaultTally(kinds),
    seed: 7,
    mostMs: () => 1_000,
    comesThrough: async () => true,
    pause: async () => undefined,
    loadEnded: loadEnded.signal,
    signal: given.signal,
    giveUp: (reason) => given.abort(reason),
    tell: () => undefined,
  };
  return { run, loadEnded, given };
}

/** The first kinds that are injected, in their order. */
async function order(kinds: readonly FaultKind[], count: number, seed = 7): Promise<readonly FaultKind[]> {
  const injected: FaultKind[] = [];
  const { run, loadEnded } = aRun(kinds, async (kind) => {
    if (injected.push(kind) >= count) loadEnded.abort();
    return 1;
  });
  await runFaults({ ...run, seed });
  return injected;
}

describe('the faults of a run', () => {
  it('come in rounds that each have every kind once', async () => {
    const kinds = ['kill-host', 'kill-hub', 'second-host', 'clock-jump'] as const;
    const injected = await order(kinds, 12);
    for (const round of [0, 4, 8]) expect(injected.slice(round, round + 4).toSorted()).toEqual([...kinds].toSorted());
  });

  it('come in an order that the seed decides', async () => {
    const kinds = ['kill-host', 'kill-hub', 'second-host', 'clock-jump'] as const;
    const [one, again, other] = [await order(kinds, 12), await order(kinds, 12), await order(kinds, 12, 8)];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('never meet within a lane, and do between lanes', async () => {
    const lanes = new Set<string>();
    let met = 0;
    let injections = 0;
    const { run, loadEnded } = aRun(faultKinds, async (kind) => {
      const lane = laneOf[kind];
      expect(lanes.has(lane)).toBe(false);
      lanes.add(lane);
      met = Math.max(met, lanes.size);
      await new Promise((resolve) => setImmediate(resolve));
      lanes.delete(lane);
      injections += 1;
      if (injections === 40) loadEnded.abort();
      return 1;
    });
    await runFaults(run);
    expect(met).toBe(3);
    expect(run.tally.isComplete).toBe(true);
  });

  it('count once they have struck something, and as survived once the pipeline has gone on', async () => {
    const struck = [0, 5, 1];
    const firsts: boolean[] = [];
    const { run, loadEnded } = aRun(['poison'], async (_kind, _targets, { isFirst }) => {
      firsts.push(isFirst);
      const count = struck.shift() ?? 0;
      if (struck.length === 0) loadEnded.abort();
      return count;
    });
    const through = [true, false];
    const told: string[] = [];
    await runFaults({ ...run, comesThrough: async () => through.shift() ?? false, tell: (line) => told.push(line) });
    expect(run.tally.of('poison')).toEqual({ injected: 2, survived: 1 });
    expect(told).toEqual(['poison (5)', 'poison (1)', 'poison: not survived']);
    // The one that met nothing was none.
    expect(firsts).toEqual([true, true, false]);
  });

  it('go on before the pipeline has come through, and are waited for at the end all the same', async () => {
    const comeThrough: ((isThrough: boolean) => void)[] = [];
    const { run, loadEnded } = aRun(['kill-host'], async () => {
      if (comeThrough.length === 2) loadEnded.abort();
      return 1;
    });
    let hasEnded = false;
    const ended = runFaults({ ...run, comesThrough: () => new Promise((resolve) => comeThrough.push(resolve)) });
    void ended.then(() => {
      hasEnded = true;
    });
    while (comeThrough.length < 3) await new Promise((resolve) => setImmediate(resolve));
    for (const resolve of comeThrough.slice(1)) resolve(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect([hasEnded, run.tally.of('kill-host')]).toEqual([false, { injected: 3, survived: 2 }]);
    comeThrough[0]?.(false);
    await ended;
    expect(run.tally.of('kill-host')).toEqual({ injected: 3, survived: 2 });
  });

  it('give the run up when nobody can tell whether they were survived', async () => {
    const { run, loadEnded, given } = aRun(['kill-host'], async () => {
      loadEnded.abort();
      return 1;
    });
    const mute = { ...run, comesThrough: async () => Promise.reject(new Error('The hub is mute.')) };
    await expect(runFaults(mute)).rejects.toThrow('The hub is mute.');
    expect(given.signal.reason).toEqual(new Error('The hub is mute.'));
  });

  it('say which of their kind they are', async () => {
    const found: unknown[] = [];
    const { run, loadEnded } = aRun(['storage-outage'], async (_kind, _targets, { isFirst, earlier }) => {
      if (found.push([isFirst, earlier]) === 3) loadEnded.abort();
      return 1;
    });
    await runFaults(run);
    expect(found).toEqual([
      [true, 0],
      [false, 1],
      [false, 2],
    ]);
  });

  it('fail the run when one cannot be made, and end when the run is given up', async () => {
    const { run } = aRun(['kill-hub'], async () => Promise.reject(new Error('The hub did not start.')));
    await expect(runFaults(run)).rejects.toThrow('The hub did not start.');
    const endless = aRun(['kill-hub'], async () => 1);
    endless.given.abort(new Error('Ctrl-C'));
    await expect(runFaults(endless.run)).rejects.toThrow('Ctrl-C');
  });

  it('are told apart by kind: those never injected are named', () => {
    const tally = new FaultTally(['poison', 'kill-hub']);
    tally.injected('kill-hub');
    expect(tally.isComplete).toBe(false);
    expect(tally.neverInjected).toEqual(['poison']);
  });
});
