import type { DeadLetterArchive } from './deadLetterArchive.ts';
import type { Selected } from './selectLetters.ts';

export interface DiscardedLetter {
  readonly id: string;
  readonly outcome: 'discarded' | 'not-found';
}

export interface DiscardLetters {
  readonly letters: Pick<DeadLetterArchive, 'remove'>;
  readonly dryRun: boolean;
}

/** Deletes letters for good: their events are then neither row nor letter, by a person's decision. */
export async function* discardLetters(
  portions: AsyncIterable<readonly Selected[]>,
  { letters, dryRun }: DiscardLetters,
): AsyncGenerator<readonly DiscardedLetter[]> {
  for await (const portion of portions) {
    const names = portion.flatMap(({ entry }) => (entry ? [entry.name] : []));
    if (!dryRun) await letters.remove(names);
    yield portion.map(({ id, entry }) => ({ id, outcome: entry ? 'discarded' : 'not-found' }));
  }
}
