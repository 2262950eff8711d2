import { chance } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault } from './fault.ts';
import { isTransaction } from './proxy/isTransaction.ts';
import { type TroubleOfRequest, troubleOfRequests } from './troubleOfRequests.ts';

/** Storage does what it is asked, and the client never learns of it. */
export const lostAnswers: Fault = {
  kind: 'lost-answers',
  inject: (targets, injection) => troubleOfRequests(targets.storage, injection, lostAnswer),
};

/** How the answer is lost, chosen at random. */
export const lostAnswer: TroubleOfRequest = async (request, _service, { random }) => {
  // Seldom, since the client waits for it until its time limit.
  if (chance(random, 0.1)) return 'answer withheld';
  if (chance(random, 0.2)) return 'answer cut';
  return isTransaction(request) && chance(random, 0.2) ? 'answer empty' : 'answer lost';
};
