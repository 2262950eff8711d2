import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openBudget } from '../../../src/pipeline/twitter/budget.ts';
import { parseLedger, postsOn } from '../../../src/pipeline/twitter/ledger.ts';
import { MemoryLedger } from '../../support/twitter/memoryPollState.ts';
import { noon } from '../../support/twitter/sourceUnderTest.ts';

function budgetOf(maxPostsPerDay: number, ledger = new MemoryLedger()) {
  const clock = { nowMs: noon };
  let marks = 0;
  const open = () =>
    openBudget({
      ledger,
      maxPostsPerDay,
      requestTimeoutMs: 15_000,
      now: () => clock.nowMs,
      newMark: () => String(marks++),
    });
  return { clock, ledger, open, saved: (day = '2026-11-20') => postsOn(parseLedger(ledger.text, 'memory'), day) };
}

describe('a budget', () => {
  it('saves what a page may cost before it is asked for, and what it did cost afterwards', async () => {
    const { open, saved } = budgetOf(1000);
    const budget = open();
    expect(await budget.reserve()).toBe(100);
    expect(saved()).toBe(100);
    budget.settle(37, undefined);
    expect(await budget.reserve()).toBe(100);
    expect(saved()).toBe(137);
    budget.settle(0, undefined);
    expect(await budget.close()).toEqual({ postsToday: 37, isReachedNow: false });
    expect(saved()).toBe(37);
  });

  it('counts a page whole when nobody knows what came of it, and so does a crash', async () => {
    const { open, saved } = budgetOf(1000);
    const budget = open();
    await budget.reserve();
    budget.settle(undefined, undefined);
    await budget.reserve();
    await open().close();
    expect(saved()).toBe(200);
  });

  it('gives the last posts in a smaller page, and no page of fewer than ten', async () => {
    const { open } = budgetOf(115);
    const budget = open();
    await budget.reserve();
    budget.settle(100, undefined);
    expect(await budget.reserve()).toBe(15);
    budget.settle(6, undefined);
    expect(await budget.reserve()).toBeUndefined();
  });

  it('says once a day that the ceiling is reached, and again when a raised one is', async () => {
    const { open, clock, ledger } = budgetOf(20);
    const budget = open();
    await budget.reserve();
    budget.settle(15, undefined);
    expect(await budget.close()).toEqual({ postsToday: 15, isReachedNow: true });
    expect(await open().close()).toEqual({ postsToday: 15, isReachedNow: false });
    expect(await budgetOf(24, ledger).open().close()).toMatchObject({ isReachedNow: true });
    clock.nowMs += 86_400_000;
    expect(await open().reserve()).toBe(20);
  });

  it("goes by X's day: with a clock that is five minutes fast the new one begins five minutes later", async () => {
    const { open, clock, saved } = budgetOf(100);
    const budget = open();
    const fiveMinutes = { lowMs: -300_500, highMs: -299_500 };
    await budget.reserve();
    budget.settle(100, fiveMinutes);
    await budget.close();
    clock.nowMs = Date.UTC(2026, 10, 21, 0, 4, 30);
    expect(await open().reserve()).toBeUndefined();
    clock.nowMs = Date.UTC(2026, 10, 21, 0, 5, 1);
    expect(await open().reserve()).toBe(100);
    expect(saved('2026-11-21')).toBe(100);
  });

  it('never lets more come than the ceiling, whatever comes of a page, and whoever crashes', async () => {
    const outcome = fc.oneof(fc.constant('crash' as const), fc.constant('unknown' as const), fc.nat({ max: 100 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { maxLength: 30 }),
        fc.integer({ min: 10, max: 700 }),
        async (outcomes, ceiling) => {
          const { open, saved } = budgetOf(ceiling);
          let budget = open();
          let came = 0;
          for (const each of outcomes) {
            const granted = await budget.reserve();
            if (granted === undefined) continue;
            const posts = typeof each === 'number' ? Math.min(each, granted) : granted;
            came += posts;
            if (each === 'crash') budget = open();
            else budget.settle(each === 'unknown' ? undefined : posts, undefined);
          }
          expect(came).toBeLessThanOrEqual(ceiling);
          await budget.close();
          expect(saved()).toBe(came);
        },
      ),
    );
  });
});
