import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import resources from '../../resources.json';
import { blobLedger } from '../adapters/blobLedger.ts';
import { blobPollState } from '../adapters/blobPollState.ts';
import { containerClient } from '../adapters/storageClients.ts';
import { xRecentSearch } from '../adapters/xRecentSearch.ts';
import { isLoopback } from '../config/safeAddress.ts';
import type { StorageConnection } from '../config/storage.ts';
import type { TwitterConfig, TwitterPolling } from '../config/twitter.ts';
import type { TwitterRunOptions } from '../pipeline/twitter/readRun.ts';

/** A request begins in the first third of a minute, so that a run with all its publishing ends before the next one. */
const limits = { requestTimeoutMs: 15_000, readingMs: 20_000 };

/** What the twitter source works with. Reads nothing and asks nobody yet. */
export function twitterParts(config: TwitterConfig, storage: StorageConnection): TwitterRunOptions {
  return {
    search: xRecentSearch({ ...config, origin: config.apiUrl, requestTimeoutMs: limits.requestTimeoutMs }),
    ...pollStores(config, storage),
    settings: { ...config, horizonMs: config.horizonSeconds * 1000, settingsMark: settingsMark(config) },
    limits,
    now: Date.now,
    wait: (ms) => wait(ms),
    random: Math.random,
    newMark: randomUUID,
  };
}

/** Where the source remembers: a state for each query, and one count of posts for all, since they are paid for together. */
export function pollStores(polling: TwitterPolling, storage: StorageConnection) {
  const container = containerClient(storage, resources.containers.twitterState);
  const folder = stateFolder(polling);
  return {
    states: blobPollState(container, `${folder}/query-${hash(polling.query).slice(0, 16)}.json`),
    ledger: blobLedger(container, `${folder}/posts-read.json`),
  };
}

/** What a stand-in on this machine gives costs nothing, and its ids are not X's. */
function stateFolder({ apiUrl }: TwitterPolling): string {
  return apiUrl && isLoopback(apiUrl.hostname) ? 'stand-in' : 'x';
}

/** Too short to tell a token by, even to somebody who has a guess. */
function settingsMark({ bearerToken, query, fieldsParameter, apiUrl }: TwitterConfig): string {
  return hash(JSON.stringify([bearerToken, query, fieldsParameter, apiUrl?.origin])).slice(0, 8);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
