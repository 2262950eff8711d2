import { setTimeout as wait } from 'node:timers/promises';
import { type Scripted, startTwitterStandIn, type TwitterStandIn, transportFaults } from '../../local/twitter/index.ts';
import { xRecentSearch } from '../../src/adapters/xRecentSearch.ts';
import { chance, pick, type Random } from '../../src/pipeline/testTweets/random.ts';
import type { RecentSearch } from '../../src/pipeline/twitter/recentSearch.ts';

/** Shares of the requests. Changed while X runs, for the faults to end. */
export interface Faults {
  /** 429 or 5xx. */
  refusals: number;
  /** Pages without posts, or with a few, that have a next_token. */
  shortPages: number;
  /** What breaks on the way, and answers that are no page. */
  broken: number;
}

export interface ModelX {
  readonly standIn: TwitterStandIn;
  /** Through the real client, over HTTP. */
  readonly search: RecentSearch;
  close(): Promise<void>;
}

/**
 * Real time, which no clock of a test can shorten. Where no answer ever stays out it is long: on a busy machine the naive rule,
 * which takes none for an empty page, would lose by that.
 */
const requestTimeoutMs = { someStayOut: 50, noneStaysOut: 10_000 };

/** The stand-in for X with its faults, and our client of it. */
export async function modelX(clock: () => number, faults: Faults, random: Random): Promise<ModelX> {
  const standIn = await startTwitterStandIn({ clock, script: () => fault(faults, random), requestsKept: 10 });
  const search = xRecentSearch({
    bearerToken: 'a-token-of-the-model',
    query: '#Azure lang:en -is:retweet',
    fieldsParameter: 'tweet.fields',
    requestTimeoutMs: faults.broken > 0 ? requestTimeoutMs.someStayOut : requestTimeoutMs.noneStaysOut,
    origin: new URL(standIn.url),
  });
  return { standIn, search: { page: (request) => heard(standIn, search.page(request)) }, close: () => standIn.close() };
}

/**
 * On a busy machine X may hear of a request only after the client has given it up. The clock of the trial stands until
 * then: else it would jump hours ahead, and X would charge for the request on another day than it came.
 */
async function heard<T>(standIn: TwitterStandIn, asking: Promise<T>): Promise<T> {
  const before = standIn.countOf();
  const answer = await asking;
  for (let turn = 0; turn < mostTurns && standIn.countOf() === before; turn += 1) await wait(10);
  return answer;
}

/** What is not there by then was given up before it left. */
const mostTurns = 50;

function fault({ refusals, shortPages, broken }: Faults, random: Random): Scripted | undefined {
  if (chance(random, refusals)) return { refusal: pick(random, refusalKinds) };
  if (chance(random, broken)) return pick(random, [deliveryFault(random), { body: pick(random, bodies) }]);
  if (chance(random, shortPages)) return { page: { atMost: Math.floor(random() * 2) * 7, token: 'always' } };
  return undefined;
}

function deliveryFault(random: Random): Scripted {
  return { delivery: { fault: pick(random, transportFaults) } };
}

const bodies = ['empty', 'html', 'no-meta', 'errors-only', 'errors-beside-data', 'redirect'] as const;

const refusalKinds = [
  { problem: 'rate-limit', rateHeaders: true },
  { problem: 'rate-limit-v1', rateHeaders: false },
  { overload: 503, as: 'json' },
  { overload: 503, as: 'html' },
  { overload: 500, as: 'nothing' },
  { overload: 502, as: 'html' },
] as const;
