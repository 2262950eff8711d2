import type { Random } from '../../../src/pipeline/testTweets/random.ts';

/** The same in an order that chance decides, each as likely as the others. */
export function shuffled<T>(values: readonly T[], random: Random): readonly T[] {
  return values
    .map((value) => ({ value, rank: random() }))
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ value }) => value);
}
