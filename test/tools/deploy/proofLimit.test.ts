import { describe, expect, it } from '@jest/globals';
import { proofLimit } from '../../../tools/deploy/proof/proofLimit.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const minutes = (by: 'row' | 'log', schedule: string): number => proofLimit(by, schedule, now) / 60_000;

describe('proofLimit', () => {
  it('is five minutes for a row and ten for the log', () => {
    expect([minutes('row', '0 * * * * *'), minutes('log', '*/5 * * * * *')]).toEqual([5, 10]);
  });

  it('lasts beyond the next run of a slow schedule, but an hour at most', () => {
    expect([minutes('row', '0 */10 * * * *'), minutes('row', '0 0 8 * * *')]).toEqual([15, 60]);
  });

  it('is the usual one for a schedule that nobody can read', () => {
    expect([minutes('row', ''), minutes('row', 'now and then')]).toEqual([5, 5]);
  });
});
