import { deadLetter, type PoisonEvent, type PoisonSource, tweetRow } from './poisonEvent.ts';

/** The hub takes messages of 1 MiB with all that surrounds the body. */
const largestBody = 1_000_000;

/**
 * Up to what the hub takes. Table storage counts two bytes for each character, of which a row may have 1 MiB in all;
 * Azurite counts one, and would take more than the service does.
 */
export function largeEvents({ random, nextId }: PoisonSource): readonly PoisonEvent[] {
  const [fits, fitsAsWell] = [nextId(), nextId()];
  const large = (id: string, characters: number) => `{"id":"${id}","text":"${'x'.repeat(characters)}"}`;
  const each = [
    () => tweetRow(fits, large(fits, 500_000)),
    () => tweetRow(fitsAsWell, `{"id":"${fitsAsWell}","text":"x","entities":{"urls":["${'u'.repeat(300_000)}"]}}`),
    () => deadLetter('refused-by-storage', large(nextId(), 530_000)),
    () => deadLetter('refused-by-storage', large(nextId(), largestBody - 100)),
    () => deadLetter('too-large', 'x'.repeat(largestBody)),
    () => deadLetter('not-json', `{"id":"${nextId()}","text":"${'x'.repeat(largestBody - 100)}`),
    () => deadLetter('empty', ' '.repeat(largestBody)),
  ];
  // One at a time: together they would be most of what a run sends.
  return each
    .slice(Math.floor(random() * each.length))
    .slice(0, 1)
    .map((make) => make());
}
