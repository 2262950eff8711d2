import { describe, expect, it } from '@jest/globals';
import { Account } from '../../../tools/verify/account/account.ts';
import { Findings } from '../../../tools/verify/account/findings.ts';
import { isSound, type Outcome } from '../../../tools/verify/figures.ts';
import { jsonFigures, printOutcome } from '../../../tools/verify/printOutcome.ts';

/** One event, and a row of it where there is to be one. */
function anOutcome({ isStored = true, ...parts }: Partial<Outcome> & { readonly isStored?: boolean } = {}): Outcome {
  const account = new Account();
  account.addEntry({ partition: '0', sequenceNumber: 0, enqueuedMs: 5, id: '1', row: 0, letter: 0, sendNumber: 0 });
  if (isStored) account.addRow({ partition: '0', sequenceNumber: 0, id: '1', content: 0 });
  return {
    balance: account.close(),
    skips: new Findings(),
    skipsByPartition: new Map([
      ['0', 0],
      ['1', 0],
    ]),
    latency: { p50: 1, p95: 2, p99: 3, max: 4 },
    worstTenSeconds: { p50: 5, p95: 6, p99: 7, max: 8 },
    spanMs: 500,
    published: { tweets: 1_060, runs: 53, asked: 54 },
    faults: new Map([['poison', { injected: 2, survived: 1 }]]),
    troubles: [],
    ...parts,
  };
}

describe('the outcome of a run', () => {
  it('is one line of JSON, in this form', () => {
    expect(jsonFigures(anOutcome())).toBe(
      '{"events":1,"rows":1,"deadLetters":0,"repeated":0,"missing":0,"duplicate":0,"outOfOrder":0,' +
        '"latencyMs":{"p50":1,"p95":2,"p99":3,"max":4},"eventsPerSecond":2,"faults":{"poison":{"injected":2,"survived":1}}}\n',
    );
  });

  it('is sound where every event is one row or one dead letter', () => {
    expect(isSound(anOutcome())).toBe(true);
    const text = printOutcome(anOutcome(), { seed: 7 });
    expect(text).toContain('latency, worst 10 s       p50 5, p95 6, p99 7, max 8 ms');
    expect(text).toContain('out of order              0\n');
    expect(text).toContain('by publishTweets          1,060, in 53 of 54 runs\n');
    expect(text).toContain('fault poison              injected 2, survived 1');
    expect(text).toMatch(/Every event is one row or one dead letter\. \(--seed 7\)\n$/);
  });

  it('names what is missing', () => {
    const outcome = anOutcome({ isStored: false });
    expect(isSound(outcome)).toBe(false);
    const text = printOutcome(outcome, { seed: 7 });
    expect(text).toContain('missing:\n  partition 0, sequence number 0\n');
    expect(text).not.toContain('Every event is one row');
  });

  it('is not sound where a kind of fault was never injected', () => {
    const outcome = anOutcome({ faults: new Map([['kill-hub', { injected: 0, survived: 0 }]]) });
    expect(isSound(outcome)).toBe(false);
    expect(printOutcome(outcome, { seed: 7 })).toContain('Never injected: kill-hub.');
  });

  it('is not sound where a row or dead letter is not what it should be', () => {
    const findings = new Findings();
    findings.add('what is wrong');
    for (const kind of ['altered', 'outdated', 'unexpected'] as const) {
      const outcome = anOutcome({ balance: { ...anOutcome().balance, [kind]: findings } });
      expect(isSound(outcome)).toBe(false);
      expect(printOutcome(outcome, { seed: 7 })).toContain(':\n  what is wrong\nNot verified');
    }
  });

  it('is not sound where rows are of no event, or a run was given up', () => {
    const account = new Account();
    account.addRow({ partition: '0', sequenceNumber: 0, id: '1', content: 0 });
    expect(isSound(anOutcome({ balance: account.close() }))).toBe(false);
    const outcome = anOutcome({ troubles: ['Nothing came forward for 120 s.'] });
    expect(isSound(outcome)).toBe(false);
    expect(printOutcome(outcome, { seed: 7 })).toContain('Nothing came forward for 120 s.\n');
  });

  it('counts what is out of order by partition', () => {
    const skipsByPartition = new Map([
      ['10', 1_000],
      ['9', 0],
      ['2', 1],
    ]);
    const text = printOutcome(anOutcome({ skipsByPartition }), { seed: 7 });
    const lines = text.split('\n').filter((line) => line.startsWith('out of order'));
    expect(lines).toEqual(['out of order, partition 2 1', 'out of order, partition 10 1,000']);
  });

  it('counts what it does not name', () => {
    const skips = new Findings();
    for (let skip = 0; skip < 25; skip += 1) skips.add(`skip ${skip}`);
    skips.add('many', 1_000);
    expect(printOutcome(anOutcome({ skips }), { seed: 7 })).toContain('  skip 19\n  … and 1,005 more\n');
  });
});
