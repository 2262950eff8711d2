import { describe, expect, it } from '@jest/globals';
import { Progress, StandstillError } from '../../../tools/verify/progress.ts';

const { signal } = new AbortController();
const never = async (): Promise<boolean> => false;

describe('progress', () => {
  it('stands still when the number stays the same for too long', async () => {
    let now = 0;
    const clock = (): number => {
      now += 1_000;
      return now;
    };
    const progress = new Progress(() => 5, clock);
    await expect(progress.until(never, 2_000, signal)).rejects.toThrow(
      new StandstillError('Nothing came forward for 2 s.'),
    );
  });

  it('does not stand still as long as the number grows', async () => {
    let now = 0;
    const clock = (): number => {
      now += 1_000;
      return now;
    };
    let count = 0;
    const progress = new Progress(() => (count += 1), clock);
    let asked = 0;
    await progress.until(
      async () => {
        asked += 1;
        return asked === 5;
      },
      1_500,
      signal,
    );
  });

  it('is given up with the reason of the signal', async () => {
    const given = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(new Progress(() => 0, Date.now).until(never, 1_000, given)).rejects.toThrow('Ctrl-C');
  });
});
