import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  counted,
  daysAround,
  formatLedger,
  type Ledger,
  leftOn,
  nextDay,
  parseLedger,
  postsOn,
} from '../../../src/pipeline/twitter/ledger.ts';
import { unknownClock } from '../../../src/pipeline/twitter/xClock.ts';

const empty: Ledger = { days: new Map() };
const today = ['2026-11-20'];
const midnight = Date.UTC(2026, 10, 21);
const exact = { lowMs: -500, highMs: 500 };

describe('the count of posts read', () => {
  it('belongs to the UTC day', () => {
    expect(daysAround(midnight - 3_600_000, exact, 15_000)).toEqual(['2026-11-20']);
    expect(daysAround(midnight + 1_000, exact, 15_000)).toEqual(['2026-11-21']);
  });

  it('belongs to both days when X may answer on the other side of midnight', () => {
    expect(daysAround(midnight - 14_000, exact, 15_000)).toEqual(['2026-11-20', '2026-11-21']);
    expect(daysAround(midnight + 400, exact, 15_000)).toEqual(['2026-11-20', '2026-11-21']);
    expect(daysAround(midnight - 14 * 60_000, unknownClock, 15_000)).toEqual(['2026-11-20', '2026-11-21']);
    expect(daysAround(midnight + 14 * 60_000, unknownClock, 15_000)).toEqual(['2026-11-20', '2026-11-21']);
  });

  it('leaves as much as the fuller of the days has left', () => {
    const ledger = counted(counted(empty, { days: today, posts: 90 }), { days: ['2026-11-21'], posts: 20 });
    expect(leftOn(ledger, ['2026-11-20', '2026-11-21'], 100)).toBe(10);
    expect(leftOn(ledger, ['2026-11-21'], 100)).toBe(80);
  });

  it('is corrected to what came, and never below nothing', () => {
    const reserved = counted(empty, { days: today, posts: 100 });
    expect(postsOn(counted(reserved, { days: today, posts: -63 }), '2026-11-20')).toBe(37);
    expect(postsOn(counted(reserved, { days: today, posts: -130 }), '2026-11-20')).toBe(0);
  });

  it('keeps the latest forty days', () => {
    const days = Array.from({ length: 60 }, (_, day) =>
      new Date(midnight + day * 86_400_000).toISOString().slice(0, 10),
    );
    const ledger = days.reduce((before, day) => counted(before, { days: [day], posts: 1 }), empty);
    expect([...ledger.days.keys()].sort()).toEqual(days.slice(20));
  });

  it('is what it was, after reading it again', () => {
    const anyLedger = fc.record(
      {
        days: fc.array(fc.tuple(fc.constantFrom('2026-11-19', '2026-11-20'), fc.nat())).map((days) => new Map(days)),
        clock: fc.record({ lowMs: fc.integer(), highMs: fc.integer() }),
        reported: fc.string(),
      },
      { requiredKeys: ['days'] },
    );
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        expect(parseLedger(formatLedger(ledger, 'mark'), 'a blob')).toEqual(ledger);
      }),
    );
    expect(parseLedger(undefined, 'a blob')).toEqual(empty);
  });

  it('is never written twice in the same words, so that a writer knows its own', () => {
    expect(formatLedger(empty, 'one')).not.toBe(formatLedger(empty, 'other'));
  });

  it.each([
    '',
    '[]',
    '{"version":2}',
    '{"version":1}',
    '{"version":1,"days":{"2026-11-20":"7"}}',
    '{"version":1,"days":[]}',
  ])('stops the source when it is %p: counting from 0 again could cost money', (text) => {
    expect(() => parseLedger(text, 'a blob')).toThrow(
      expect.objectContaining({ code: 'state-unreadable', message: expect.stringContaining('(a blob') }),
    );
  });
});

it('the next day begins at midnight UTC', () => {
  expect(nextDay(midnight - 1)).toBe(midnight);
  expect(nextDay(midnight)).toBe(midnight + 86_400_000);
});
