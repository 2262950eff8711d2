import { setTimeout as wait } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { whenAborted } from '../whenAborted.ts';
import { statusCode } from './statusCode.ts';

/** A locked blob answers 409, or 412 when a lease id is given that it does not have. */
const takenCodes = [409, 412];
/** The lease of a listener in the Development environment; 60 s in Azure. */
const leaseSeconds = 15;
const renewEveryMs = 5_000;
// Azure looks again every 60 s. Here a host that was killed is followed by the next one within a lease.
const tryAgainMs = 3_000;

export interface Lease {
  readonly container: ContainerClient;
  /** Name of the blob, created empty when it is not there. */
  readonly blob: string;
  /** Told once each time that another one holds the lease. */
  readonly onTaken: () => void;
  readonly onError: (error: unknown) => void;
  /** After the signal, work that has not ended by then keeps the lease no longer. */
  readonly graceOver: AbortSignal;
}

/**
 * Does `work` while this process alone holds the lease of a blob, again whenever it has been lost, until the signal. Work's
 * own signal ends with the lease. On the signal the lease is released once the work has ended.
 * SingletonManager.cs of https://github.com/Azure/azure-webjobs-sdk
 */
export async function holdLease(
  lease: Lease,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const blob = lease.container.getBlockBlobClient(lease.blob);
  const client = blob.getBlobLeaseClient();
  let wasTaken = false;
  while (!signal.aborted) {
    try {
      await blob.upload('', 0, { conditions: { ifNoneMatch: '*' } }).catch(ignoreExisting);
      await client.acquireLease(leaseSeconds);
      wasTaken = false;
      await workWhileHeld(() => client.renewLease(), work, signal, lease);
      await client.releaseLease().catch(lease.onError);
    } catch (error) {
      if (signal.aborted) return;
      const isTaken = takenCodes.includes(statusCode(error) ?? 0);
      if (!isTaken) lease.onError(error);
      else if (!wasTaken) lease.onTaken();
      wasTaken = isTaken;
    }
    await wait(tryAgainMs, undefined, { signal }).catch(() => undefined);
  }
}

function ignoreExisting(error: unknown): void {
  if (!takenCodes.includes(statusCode(error) ?? 0)) throw error;
}

async function workWhileHeld(
  renew: () => Promise<unknown>,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  { onError, graceOver }: Lease,
): Promise<void> {
  const lost = new AbortController();
  let goodUntil = performance.now() + leaseSeconds * 1000;
  const timer = setInterval(() => {
    renew().then(
      () => {
        goodUntil = performance.now() + leaseSeconds * 1000;
      },
      (error: unknown) => {
        if (takenCodes.includes(statusCode(error) ?? 0) || performance.now() > goodUntil) lost.abort();
        onError(error);
      },
    );
  }, renewEveryMs);
  try {
    await Promise.race([work(AbortSignal.any([signal, lost.signal])), whenAborted(graceOver)]);
  } catch (error) {
    // The end of a wait on the signal is how work ends.
    if (!signal.aborted && !lost.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
  }
}
