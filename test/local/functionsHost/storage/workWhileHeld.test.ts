import { setTimeout as wait } from 'node:timers/promises';
import { RestError } from '@azure/storage-blob';
import { describe, expect, it } from '@jest/globals';
import { workWhileHeld } from '../../../../local/functionsHost/storage/workWhileHeld.ts';
import { whenAborted } from '../../../../local/functionsHost/whenAborted.ts';

const never = new AbortController().signal;
const leaseMs = 150;

/** Works until told, for at most ten leases, with a lease whose renewals do this. */
async function worked(renew: (signal: AbortSignal) => Promise<unknown>, signal = never, lingerMs = 0) {
  const errors: string[] = [];
  let renewals = 0;
  let workSignal = never;
  const startedAt = performance.now();
  const isHeld = await workWhileHeld(
    {
      renew: (limit) => {
        renewals += 1;
        return renew(limit);
      },
      askedAt: startedAt,
      leaseMs,
      renewEveryMs: 50,
      onError: (error) => errors.push(error instanceof Error ? error.message : String(error)),
      graceOver: AbortSignal.timeout(10 * leaseMs),
    },
    async (given) => {
      workSignal = given;
      await whenAborted(given);
      await wait(lingerMs);
    },
    signal,
  );
  const endedAt = performance.now();
  return { isHeld, wasTold: workSignal.aborted, errors, lasted: endedAt - startedAt, renewals };
}

const hang = () => new Promise<never>(() => undefined);
const refuse = (statusCode: number) => () => Promise.reject(new RestError('refused', { statusCode }));
const hangUntil = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('The operation was aborted.'))),
  );

describe('work under a lease', () => {
  it('is told of the loss at the end of the lease when its renewals are never answered', async () => {
    const run = await worked(hang);
    expect(run).toMatchObject({ isHeld: false, wasTold: true });
    expect(run.errors.at(-1)).toBe('the lock was not renewed for 0.15 s, so another host may have it now');
    expect(run.lasted).toBeGreaterThan(leaseMs - 20);
    expect(run.lasted).toBeLessThan(3 * leaseMs);
  });

  it('is told so too when they are given up one by one, or refused', async () => {
    const given = await worked(hangUntil);
    expect(given).toMatchObject({ isHeld: false, wasTold: true });
    expect(given.errors).toContain('the storage of its lock gave no answer within 0.05 s');
    expect(await worked(refuse(500))).toMatchObject({ isHeld: false, wasTold: true });
  });

  it('is told at once when another one has the lease', async () => {
    const run = await worked(refuse(409));
    expect(run).toMatchObject({ isHeld: false, wasTold: true, errors: ['refused'] });
    expect(run.lasted).toBeLessThan(leaseMs);
  });

  it('goes on beyond the first lease while renewals succeed, until its signal, and still holds it then', async () => {
    const run = await worked(() => Promise.resolve(), AbortSignal.timeout(3 * leaseMs));
    expect(run).toMatchObject({ isHeld: true, errors: [] });
    expect(run.lasted).toBeGreaterThan(2.5 * leaseMs);
  });

  it('has its lease renewed no more once it is lost, while it comes to its end', async () => {
    const run = await worked(refuse(412), never, 2 * leaseMs);
    expect(run.lasted).toBeGreaterThan(2 * leaseMs);
    expect(run.renewals).toBe(1);
  });
});
