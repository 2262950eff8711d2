import { setTimeout as delay } from 'node:timers/promises';
import { pick, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault } from './fault.ts';
import type { ProxiedRequest } from './proxy/exchange.ts';
import { isTransaction } from './proxy/isTransaction.ts';
import { emptyTransactionAnswer, type StorageService, serviceError, transactionError } from './proxy/serviceErrors.ts';
import type { Treatment } from './proxy/treatment.ts';
import { troubleOfRequests } from './troubleOfRequests.ts';

const errors = ['busy', 'timed-out', 'reset', 'delay', 'cut', 'empty', 'failed-inside'] as const;
/** Below the time limit that the pipeline gives a request, and above. */
const delaysMs = [200, 1_000, 5_000, 25_000] as const;

/** Storage answers by errors of its own, late, in part, or breaks the connection. */
export const storageErrors: Fault = {
  kind: 'storage-errors',
  inject: (targets, injection) => troubleOfRequests(targets.storage, injection, storageError),
};

/** What a request meets, chosen at random. */
export async function storageError(
  request: ProxiedRequest,
  service: StorageService,
  random: Random,
  over: AbortSignal,
): Promise<Treatment> {
  const error = pick(random, errors);
  if (error === 'reset') return 'reset';
  if (error === 'cut') return 'answer cut';
  if (error === 'delay') return await later(random, over);
  if (error === 'timed-out') return serviceError(service, pick(random, ['OperationTimedOut', 'InternalError']));
  if (error === 'busy' || !isTransaction(request))
    return serviceError(service, 'ServerBusy', pick(random, [undefined, 1, 2]));
  if (error === 'failed-inside') return transactionError('ServerBusy');
  // Whether it was done or not, the client cannot know.
  return random() < 0.5 ? 'answer empty' : emptyTransactionAnswer;
}

async function later(random: Random, signal: AbortSignal): Promise<Treatment> {
  await delay(pick(random, delaysMs), undefined, { signal }).catch(() => undefined);
  return 'pass';
}
