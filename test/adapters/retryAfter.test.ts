import { afterEach, describe, expect, it } from '@jest/globals';
import { retryAfterMs } from '../../src/adapters/retryAfter.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';
import { type RawX, rawX } from '../support/twitter/rawX.ts';

let server: RawX | undefined;
afterEach(() => server?.close());

/** The SDK's error for an answer of that status and headers. */
async function errorFor(statusCode: number, headers: Readonly<Record<string, string>>): Promise<unknown> {
  server = await rawX((_request, response) => void response.writeHead(statusCode, headers).end());
  const endpoint = `${server.origin.origin}/a`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=${endpoint}`;
  const table = tableClient({ connectionString }, 'tweets', { maxRetries: 0 });
  return table.upsertEntity({ partitionKey: 'a', rowKey: 'b' }, 'Replace').catch((error: unknown) => error);
}

const nowMs = Date.parse('2026-11-20T12:00:00Z');

describe('the wait that storage asks for', () => {
  it.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['a date', { 'retry-after': 'Fri, 20 Nov 2026 12:00:09 GMT' }, 9_000],
    ['milliseconds, which go first', { 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    ['milliseconds under another name', { 'x-ms-retry-after-ms': '300' }, 300],
  ])('is read from %s in an error of the SDK', async (_form, headers, ms) => {
    expect(retryAfterMs(await errorFor(503, headers), nowMs)).toBe(ms);
    await server?.close();
    expect(retryAfterMs(await errorFor(429, headers), nowMs)).toBe(ms);
  });

  it.each([
    ['no header', 503, {}],
    ['a date that is over', 503, { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }],
    ['what is no time', 503, { 'retry-after': 'soon' }],
    ['another status', 500, { 'retry-after': '7' }],
  ])('is none with %s', async (_what, status, headers) => {
    expect(retryAfterMs(await errorFor(status, headers), nowMs)).toBeUndefined();
  });

  it('is none in what is no error of an answer', () => {
    for (const error of [undefined, null, 'text', new Error('socket hang up'), { statusCode: 503, response: null }]) {
      expect(retryAfterMs(error, nowMs)).toBeUndefined();
    }
  });
});
