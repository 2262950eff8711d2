import { randomUUID } from 'node:crypto';
import type { BlockBlobClient } from '@azure/storage-blob';
import { statusOf } from './statusOf.ts';

const leaseSeconds = 60;
const renewEveryMs = 20_000;
const requestTimeLimitMs = 15_000;

/** A lease that renews itself until it is closed. */
export interface BlobLease {
  readonly id: string;
  /** False once somebody else may have it. */
  isHeld(): boolean;
  /** Safe to call twice. Never rejects: a lease that cannot be released ends by itself. */
  close(): Promise<void>;
}

/** The lease of a blob that exists; undefined while another one has it. Rejects with the SDK's error. */
export async function leaseBlob(blob: BlockBlobClient): Promise<BlobLease | undefined> {
  const client = blob.getBlobLeaseClient(randomUUID());
  const ask = async (request: (abortSignal: AbortSignal) => Promise<unknown>): Promise<number> => {
    // Counted from before the request: the lease begins no earlier than that.
    const askedAt = performance.now();
    await request(AbortSignal.timeout(requestTimeLimitMs));
    return askedAt + leaseSeconds * 1000;
  };
  let heldUntil: number;
  try {
    heldUntil = await ask((abortSignal) => client.acquireLease(leaseSeconds, { abortSignal }));
  } catch (error) {
    if (statusOf(error) === 409) return undefined;
    throw error;
  }
  const renew = async () => {
    try {
      heldUntil = await ask((abortSignal) => client.renewLease({ abortSignal }));
    } catch (error) {
      if (statusOf(error) === 409 || statusOf(error) === 412) heldUntil = 0;
    }
  };
  const renewals = setInterval(() => void renew(), renewEveryMs);
  let closing: Promise<void> | undefined;
  const release = async () => {
    clearInterval(renewals);
    await ask((abortSignal) => client.releaseLease({ abortSignal })).catch(() => undefined);
  };
  const close = () => {
    closing ??= release();
    return closing;
  };
  return { id: client.leaseId, isHeld: () => performance.now() < heldUntil, close };
}
