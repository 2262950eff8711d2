import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asciiBodies } from '../../src/adapters/asciiBodies.ts';
import { sendWrites } from '../../src/adapters/sendWrites.ts';
import type { StoredTweet } from '../../src/pipeline/storedTweet.ts';
import { encodedBytes } from '../../src/pipeline/storing/encodedBytes.ts';
import { planWrites } from '../../src/pipeline/storing/planWrites.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';

/** Of a body that the SDK was about to send, after all that we do to it. */
class Sent extends Error {
  readonly bytes: number;
  constructor(body: unknown) {
    super('The body was measured, not sent.');
    this.bytes = Buffer.byteLength(String(body));
  }
}
const measuring: NonNullable<TableServiceClientOptions['additionalPolicies']>[number] = {
  position: 'perRetry',
  policy: { name: 'measuring', sendRequest: ({ body }) => Promise.reject(new Sent(body)) },
};
/** An endpoint and a name as long as they come. */
const table = TableClient.fromConnectionString(
  `DefaultEndpointsProtocol=https;AccountName=${'a'.repeat(24)};AccountKey=a2V5;TableEndpoint=https://${'a'.repeat(24)}-secondary.${'zone.'.repeat(8)}table.core.usgovcloudapi.net`,
  't'.repeat(63),
  { additionalPolicies: [asciiBodies, measuring], retryOptions: { maxRetries: 0 } },
);

const key = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.constantFrom("'", '流'.repeat(512), '👋'.repeat(256)),
);
const unit = fc.constantFrom('a', '"', '\\', '流', '👋', '\u0001', '\n', "'", '<');
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.tuple(unit, fc.nat(3_000)).map(([each, times]) => each.repeat(times)),
);

describe('the body of a request as the SDK sends it', () => {
  it('is never larger than the planner counted, whatever the rows hold', async () => {
    const rows = fc.array(fc.record({ rowKey: key, text, lang: text, offset: text, id: text }), {
      minLength: 2,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(key, rows, async (partitionKey, given) => {
        const tweets = given.map((parts): StoredTweet => ({ ...aStoredTweet(), ...parts, partitionKey }));
        for (const writes of planWrites(tweets).requests) {
          const error: unknown = await sendWrites(table, writes, AbortSignal.timeout(10_000)).catch(
            (sent: unknown) => sent,
          );
          if (!(error instanceof Sent)) throw error;
          const counted = writes.reduce((sum, { entity }) => sum + encodedBytes(entity), 0);
          // What surrounds the entities is left room for by 64 KiB.
          expect(error.bytes).toBeLessThanOrEqual(counted + 1_000);
          expect(error.bytes).toBeLessThan(4 * 1024 * 1024);
        }
      }),
      { numRuns: 30 },
    );
  });
});
