import type { Reason } from '../../../../src/pipeline/reasons.ts';
import type { Random } from '../../../../src/pipeline/testTweets/random.ts';
import type { SentEvent } from '../fault.ts';

/** An event that somebody else may send, and what DESIGN.md says must become of it. */
export type PoisonEvent = Required<Pick<SentEvent, 'body' | 'expected'>>;

/** What the kinds of poison are made with. */
export interface PoisonSource {
  readonly random: Random;
  /** The id of a tweet, another one at each call. */
  readonly nextId: () => string;
}

export function deadLetter(reason: Reason, body: string | readonly number[]): PoisonEvent {
  return { body: bytes(body), expected: { kind: 'dead-letter', reason } };
}

/** A tweet of JSON, which becomes the row of that id. */
export function tweetRow(id: string, json: string): PoisonEvent {
  return { body: bytes(json), expected: { kind: 'row', id } };
}

/** What is no JSON object and no array is a text. */
export function textRow(text: string): PoisonEvent {
  return { body: bytes(text), expected: { kind: 'row' } };
}

function bytes(body: string | readonly number[]): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : Uint8Array.from(body);
}
