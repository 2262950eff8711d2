/** What became of the tweets of one or many scenarios. */
export interface Tally {
  readonly runs: number;
  /** Visible and matching during the scenarios. */
  readonly tweets: number;
  /** Never published, though X could give them and no gap was reported around them. */
  readonly lost: number;
  /** Never published, inside a reported gap. */
  readonly lostInGaps: number;
  /** Repeats that no crash explains. */
  readonly duplicated: number;
  readonly duplicatedByCrash: number;
  readonly crashes: number;
  /** Tweets of the largest step, which is what one crash may repeat. */
  readonly batchSize: number;
  /** Days on which X sent more posts than the ceiling allows. */
  readonly overspentDays: number;
  /** Gaps reported where X could still give posts. */
  readonly needlessGaps: number;
}

export const nothing: Tally = {
  runs: 0,
  tweets: 0,
  lost: 0,
  lostInGaps: 0,
  duplicated: 0,
  duplicatedByCrash: 0,
  crashes: 0,
  batchSize: 0,
  overspentDays: 0,
  needlessGaps: 0,
};

export function added(one: Tally, other: Tally): Tally {
  return {
    runs: one.runs + other.runs,
    tweets: one.tweets + other.tweets,
    lost: one.lost + other.lost,
    lostInGaps: one.lostInGaps + other.lostInGaps,
    duplicated: one.duplicated + other.duplicated,
    duplicatedByCrash: one.duplicatedByCrash + other.duplicatedByCrash,
    crashes: one.crashes + other.crashes,
    batchSize: Math.max(one.batchSize, other.batchSize),
    overspentDays: one.overspentDays + other.overspentDays,
    needlessGaps: one.needlessGaps + other.needlessGaps,
  };
}
