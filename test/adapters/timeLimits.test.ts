import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { blobDeadLetterArchive } from '../../src/adapters/blobDeadLetterArchive.ts';
import { blobDeadLetterStore } from '../../src/adapters/blobDeadLetterStore.ts';
import { containerClient, tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetStore } from '../../src/adapters/tableTweetStore.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';

// Real clients and a real server, whose clock alone is the test's: what waits for 20 s is not waited for.
let server: Server;
let requests: number;
let answer: (response: ServerResponse) => void;
beforeEach(async () => {
  requests = 0;
  answer = () => undefined;
  server = createServer((request, response) => {
    requests += 1;
    server.emit('asked');
    request.resume().on('end', () => answer(response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function connection() {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const endpoints = ['Table', 'Blob'].map((name) => `${name}Endpoint=http://127.0.0.1:${port}/account;`).join('');
  return { connectionString: `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;${endpoints}` };
}

const fakeSetTimeoutOnly = () =>
  jest.useFakeTimers({
    doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'],
  });
const store = () => blobDeadLetterStore(containerClient(connection(), 'letters'));
const archive = () => blobDeadLetterArchive(containerClient(connection(), 'letters'));
const { name, content } = aDeadLetter();
const rows = () => tableTweetStore(tableClient(connection(), 'tweets', { maxRetries: 0 }));

/** What becomes of a request that is never answered, as long as it is awaited. */
async function watched(work: () => Promise<unknown>) {
  const asked = once(server, 'asked');
  const outcome = { code: 'none' };
  const done = work().catch((error: unknown) => Object.assign(outcome, error));
  await asked;
  return { outcome, done };
}

describe('a request that is never answered', () => {
  it.each<readonly [string, () => Promise<unknown>]>([
    ['writing a dead letter', () => store().write([aDeadLetter()])],
    ['removing a dead letter', () => store().remove([name])],
    ['reading digests of dead letters', () => store().bodyDigests([name])],
    ['reading properties of dead letters', () => store().properties([name])],
    ['listing dead letters', () => archive().list('')[Symbol.asyncIterator]().next()],
    ['removing a letter of the archive', () => archive().remove([name])],
    ['writing rows', () => rows().upsert([aStoredTweet()])],
  ])('is given up after 20 s: %s', async (_what, work) => {
    fakeSetTimeoutOnly();
    const { outcome, done } = await watched(work);
    jest.advanceTimersByTime(19_999);
    await nextTurn();
    expect(outcome.code).toBe('none');
    jest.advanceTimersByTime(1);
    await Promise.race([done, nextTurn().then(nextTurn)]);
    expect(outcome.code).toBe('storage-unavailable');
  });

  it.each<readonly [string, () => Promise<unknown>]>([
    ['finding a letter', () => archive().find(name)],
    ['reading a letter', () => archive().read(name)],
    ['marking a letter', () => archive().markReplayed({ name, content, version: '"1"' }, new Date(0))],
  ])('is given up after 20 s: %s', async (_what, work) => {
    const limit = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    const { outcome, done } = await watched(work);
    expect(timeout.mock.calls).toEqual([[20_000]]);
    expect(outcome.code).toBe('none');
    limit.abort(new DOMException('time is up', 'TimeoutError'));
    await done;
    expect(outcome.code).toBe('storage-unavailable');
  });
});

it('gives rows back after storage failed for 10 s', async () => {
  fakeSetTimeoutOnly();
  answer = (response) => {
    jest.advanceTimersByTime(4_000);
    // Long after what is to be: a table that is not there ends every repeat.
    response.writeHead(requests < 6 ? 503 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ 'odata.error': { code: requests < 6 ? 'ServerBusy' : 'TableNotFound' } }));
  };
  await expect(rows().upsert([aStoredTweet()])).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(requests).toBe(3);
});
