import { setTimeout as wait } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { askWithin } from './askWithin.ts';
import { statusCode } from './statusCode.ts';
import { takenCodes, workWhileHeld } from './workWhileHeld.ts';

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
      const askedAt = performance.now();
      await askWithin(renewEveryMs, (abortSignal) => client.acquireLease(leaseSeconds, { abortSignal }));
      wasTaken = false;
      const renew = (abortSignal: AbortSignal) => client.renewLease({ abortSignal });
      const held = { ...lease, renew, askedAt, leaseMs: leaseSeconds * 1000, renewEveryMs };
      if (await workWhileHeld(held, work, signal)) await client.releaseLease().catch(lease.onError);
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
