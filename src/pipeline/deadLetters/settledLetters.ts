import { type DeadLetter, letterNameOf } from '../deadLetter.ts';
import type { EventBatch } from '../eventBatch.ts';
import { replayOrigin } from './replayOrigin.ts';

/**
 * The names of the letters that a stored batch has made superfluous: those of its replayed events, except where the
 * event became a letter again (`written`). Call it once the rows are durable: a letter goes when its row is there.
 */
export function settledLetters(batch: EventBatch, written: readonly DeadLetter[]): readonly string[] {
  const replayed = batch.events.filter(({ properties }) => replayOrigin(properties) !== undefined);
  const kept = new Set(written.map(({ name }) => name));
  return [...new Set(replayed.map((event) => letterNameOf(event, batch)))].filter((name) => !kept.has(name));
}
