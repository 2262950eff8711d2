import { chance, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault } from './fault.ts';
import type { ProxiedRequest } from './proxy/exchange.ts';
import { isTransaction } from './proxy/isTransaction.ts';
import type { StorageService } from './proxy/serviceErrors.ts';
import type { Treatment } from './proxy/treatment.ts';
import { troubleOfRequests } from './troubleOfRequests.ts';

/** Storage does what it is asked, and the client never learns of it. */
export const lostAnswers: Fault = {
  kind: 'lost-answers',
  inject: (targets, injection) => troubleOfRequests(targets.storage, injection, lostAnswer),
};

/** How the answer is lost, chosen at random. */
export async function lostAnswer(
  request: ProxiedRequest,
  _service: StorageService,
  random: Random,
): Promise<Treatment> {
  // Seldom, since the client waits for it until its time limit.
  if (chance(random, 0.1)) return 'answer withheld';
  if (chance(random, 0.2)) return 'answer cut';
  return isTransaction(request) && chance(random, 0.2) ? 'answer empty' : 'answer lost';
}
