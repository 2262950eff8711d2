import { setTimeout as delay } from 'node:timers/promises';
import { pick, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault } from './fault.ts';
import { isTransaction } from './proxy/isTransaction.ts';
import { emptyTransactionAnswer, serviceError, transactionError } from './proxy/serviceErrors.ts';
import type { Treatment } from './proxy/treatment.ts';
import { type TroubleOfRequest, troubleOfRequests } from './troubleOfRequests.ts';

const refusals = ['busy', 'timed-out', 'reset', 'empty', 'failed-inside'] as const;
const errors = [...refusals, 'delay', 'cut'] as const;
/** Below the time limit that the pipeline gives a request, and above. */
const delaysMs = [200, 1_000, 5_000, 25_000] as const;
const timeouts = ['OperationTimedOut', 'InternalError'] as const;
const retryAfterSeconds = [undefined, 1, 2] as const;

/** Storage answers by errors of its own, late, in part, or breaks the connection. */
export const storageErrors: Fault = {
  kind: 'storage-errors',
  inject: (targets, injection) => troubleOfRequests(targets.storage, injection, storageError),
};

/** What a request meets, chosen at random; in a first trouble nothing of it is done. */
export const storageError: TroubleOfRequest = async (request, service, { random, isFirst, over }) => {
  const error = pick(random, isFirst ? refusals : errors);
  if (error === 'reset') return 'reset';
  if (error === 'cut') return 'answer cut';
  if (error === 'delay') return await later(random, over);
  if (error === 'timed-out') return serviceError(service, pick(random, timeouts));
  if (error === 'busy' || !isTransaction(request))
    return serviceError(service, 'ServerBusy', pick(random, retryAfterSeconds));
  if (error === 'failed-inside') return transactionError('ServerBusy');
  // Whether it was done or not, the client cannot know.
  return isFirst || random() < 0.5 ? emptyTransactionAnswer : 'answer empty';
};

async function later(random: Random, signal: AbortSignal): Promise<Treatment> {
  await delay(pick(random, delaysMs), undefined, { signal }).catch(() => undefined);
  return 'pass';
}
