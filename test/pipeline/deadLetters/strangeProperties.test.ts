import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDeadLetter } from '../../../src/pipeline/deadLetters/parseDeadLetter.ts';
import type { HubEvent } from '../../../src/pipeline/eventBatch.ts';
import { storeTweets } from '../../../src/pipeline/storeTweets.ts';
import { unending } from '../../../src/pipeline/storing/runEnd.ts';
import { StoredPositions } from '../../../src/pipeline/telemetry/storedPositions.ts';
import { aBatch, aHubEvent } from '../../support/aHubEvent.ts';
import { tweetBody } from '../../support/aTweet.ts';
import { MemoryDeadLetterStore } from '../../support/memoryDeadLetterStore.ts';
import { MemoryLog } from '../../support/memoryLog.ts';
import { MemoryTweetStore } from '../../support/memoryTweetStore.ts';

const now = () => new Date('2026-11-21T08:00:00Z');
const names = [
  'replayOf',
  'replayAttempt',
  'replayOffset',
  'replayPartitionKey',
  'source',
  'Diagnostic-Id',
  '__proto__',
];
/** What an AMQP value becomes on its way through the host: any JSON, also such as cannot be made a text or a number. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('3-6-1795212900250', '3-900-5', { toString: 1, valueOf: 1 }, { toJSON: 1 }, 9e15, '\ud800'),
);
const properties = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value, { noNullPrototype: true });
const bodies = fc.constantFrom(tweetBody(), Buffer.from('a text'), Buffer.from('{'), Buffer.from('{"b'));

/** Stores a batch, as often as it comes. Resolves with how many events are neither a row nor a letter. */
async function lost(events: readonly HubEvent[]): Promise<number> {
  const [tweets, deadLetters, log] = [new MemoryTweetStore(), new MemoryDeadLetterStore(), new MemoryLog()];
  const stores = { tweets, deadLetters, log, positions: new StoredPositions(), now, end: unending };
  for (const _delivery of [1, 2]) await storeTweets({ ...aBatch([]), events }, stores);
  // As storage takes it.
  const json = [...deadLetters.letters.values()].map((content) => JSON.stringify(content, undefined, 2));
  expect(json.map(parseDeadLetter)).not.toContain(undefined);
  const texts = new Set([...tweets.texts, ...[...deadLetters.letters.values()].map(({ body }) => body)]);
  return new Set(events.map(({ body }) => Buffer.from(body).toString())).size - texts.size;
}

describe('an event with properties of a stranger', () => {
  it('is stored, or a letter, whatever they hold', async () => {
    const event = fc.record({ properties, systemProperties: properties, body: bodies });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 5 }), async (events) => {
        const batch = events.map((parts, index) => aHubEvent({ ...parts, sequenceNumber: 10 + index }));
        expect(await lost(batch)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['replayAttempt', 'replayOffset', 'replayPartitionKey'])(
    'does not block its partition with a map as its %s',
    async (name) => {
      const claim = { replayOf: '3-6-1795212900250', [name]: { toString: 1, valueOf: 1 } };
      expect(await lost([aHubEvent({ properties: claim, body: Buffer.from('{') })])).toBe(0);
    },
  );

  it('does not block its partition with lists in lists, deeper than can be written as JSON', async () => {
    let list: unknown = [];
    for (let depth = 0; depth < 100_000; depth += 1) list = [list];
    const parts = { properties: { list, source: 'test' }, systemProperties: { list } };
    expect(await lost([aHubEvent({ ...parts, body: Buffer.from('{') })])).toBe(0);
  });
});
