import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hoursWithRows } from '../../src/adapters/hoursWithRows.ts';

const now = Math.floor(Date.UTC(2026, 10, 20, 22) / 3_600_000);

async function search(hours: readonly number[]) {
  let queries = 0;
  const firstHourIn = async (from: number, before: number) => {
    queries += 1;
    return hours.toSorted((a, b) => a - b).find((hour) => hour >= from && hour < before);
  };
  const found: number[] = [];
  for await (const hour of hoursWithRows(firstHourIn, now * 3_600_000 + 1)) found.push(hour);
  return { found, queries };
}

describe('searching the hours that hold rows', () => {
  it('finds each once, newest first, wherever they lie', async () => {
    const hours = fc.uniqueArray(
      fc.oneof(fc.integer({ min: 0, max: 1_100_000 }), fc.integer({ min: now - 9, max: now + 9 })),
    );
    await fc.assert(
      fc.asyncProperty(hours, async (given) => {
        expect((await search(given)).found).toEqual(given.toSorted((a, b) => b - a));
      }),
    );
  });

  it('asks little: once for an hour right before, some dozens of times over all of time', async () => {
    expect((await search([now, now - 1, now - 2])).queries).toBeLessThan(3 + 25);
    expect((await search([0])).queries).toBeLessThan(60);
  });
});
