import { letterNameOf } from '../deadLetter.ts';
import type { EventBatch } from '../eventBatch.ts';
import type { RejectedEvent } from './writeLetters.ts';

/**
 * The names of the letters that a stored batch has made superfluous: those of its replayed events, except where an event
 * became a letter again (`rejected`). Call it once the rows are durable: a letter goes when its row is there.
 */
export function settledLetters(batch: EventBatch, rejected: readonly RejectedEvent[]): readonly string[] {
  const replayed = batch.events.filter(({ origin }) => origin !== undefined);
  if (replayed.length === 0) return [];
  const kept = new Set(rejected.map(({ event }) => letterNameOf(event, batch)));
  return [...new Set(replayed.map((event) => letterNameOf(event, batch)))].filter((name) => !kept.has(name));
}
