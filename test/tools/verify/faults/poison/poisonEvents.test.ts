import { describe, expect, it } from '@jest/globals';
import { decodeBody } from '../../../../../src/pipeline/decodeBody.ts';
import { reasons } from '../../../../../src/pipeline/reasons.ts';
import { textRow, tweetRow } from '../../../../../src/pipeline/storedTweet.ts';
import { planWrites } from '../../../../../src/pipeline/storing/planWrites.ts';
import type { Expected } from '../../../../../tools/verify/faults/fault.ts';
import { poisonEvents } from '../../../../../tools/verify/faults/poison/poisonEvents.ts';
import { aHubEvent } from '../../../../support/aHubEvent.ts';
import { seededRandom } from '../../../../support/random.ts';

/** What the pipeline makes of one event. */
function outcomeOf(body: Uint8Array): Expected {
  const decoded = decodeBody(body);
  if (decoded.kind === 'rejected') return { kind: 'dead-letter', reason: decoded.reason };
  const isTweet = decoded.kind === 'tweet';
  const row = isTweet ? tweetRow(decoded.tweet, aHubEvent({ body })) : textRow(decoded.text, aHubEvent({ body }));
  if (planWrites([row]).refused.length > 0) return { kind: 'dead-letter', reason: 'refused-by-storage' };
  return { kind: 'row', ...(isTweet && { id: row.id }) };
}

const beginningOf = (body: Uint8Array) =>
  `${body.length} bytes: ${JSON.stringify(Buffer.from(body).toString('latin1', 0, 80))}`;

describe('events that are poison', () => {
  const { next } = seededRandom('poison');
  const rounds = Array.from({ length: 20 }, () => poisonEvents(next));

  it('are expected to become what the pipeline makes of them, each', () => {
    const events = rounds.flat();
    const expected = events.map(({ body, expected }) => ({ body: beginningOf(body), outcome: expected }));
    expect(events.map(({ body }) => ({ body: beginningOf(body), outcome: outcomeOf(body) }))).toEqual(expected);
  });

  it('are of every kind, with good ones and repeated ones between them, in another order each time', () => {
    const events = rounds.flat();
    const found = new Set(events.map(({ expected }) => (expected.kind === 'row' ? 'row' : expected.reason)));
    expect([...found].toSorted()).toEqual(['row', ...reasons].toSorted());
    for (const round of rounds) {
      expect(new Set(round.map(({ body }) => Buffer.from(body).toString('latin1'))).size).toBeLessThan(round.length);
    }
    const kinds = rounds.map((round) => round.map(({ expected }) => expected.kind).join());
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('fit into a message of the hub', () => {
    for (const { body } of rounds.flat()) expect(body.length).toBeLessThanOrEqual(1_000_000);
  });

  it('are the same for the same seed', () => {
    const same = () => poisonEvents(lcg(7)).map(({ body }) => Buffer.from(body).toString('base64'));
    expect(same()).toEqual(same());
  });
});

function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
