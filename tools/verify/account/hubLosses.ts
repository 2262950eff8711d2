import { Findings } from './findings.ts';
import { GrowingIntegers } from './growingIntegers.ts';
import { rangeText } from './runs.ts';

/** What the hub has taken and does not give back. The whole log, with its gaps, is to be told first. */
export class HubLosses {
  readonly #sends = new GrowingIntegers();
  readonly #lost = new Findings();
  /** Events in gaps that no acknowledged send is known to have been. */
  #unexplained = 0;

  /** A send of ours that is in the log. */
  addLogged(sendNumber: number): void {
    this.#sends.set(sendNumber, 1);
  }

  /** Sequence numbers that the hub has given, and does not give back: whatever they were, they had been taken. */
  addGap(partition: string, from: number, to: number): void {
    const count = to - from + 1;
    this.#unexplained += count;
    this.#lost.add(`${rangeText(partition, from, to)}: a gap in the log, the hub has lost them`, count);
  }

  /** A send that the hub has acknowledged must be in its log. */
  addAcknowledged(sendNumber: number): void {
    if (this.#sends.at(sendNumber) === 0) this.#add(`send ${sendNumber} was acknowledged and is not in the log`, 1);
  }

  /** Tweets that a publisher of which we know no ids was told are taken, and those of them in the log. */
  addPublished(acknowledged: number, inLog: number): void {
    const lost = acknowledged - inLog;
    if (lost > 0) this.#add(`${lost} tweets that publishTweets published are not in the log`, lost);
  }

  findings(): Findings {
    return this.#lost.copy();
  }

  /** What may have lain in a gap was told and counted there. */
  #add(what: string, count: number): void {
    const explained = Math.min(count, this.#unexplained);
    this.#unexplained -= explained;
    if (count > explained) this.#lost.add(what, count - explained);
  }
}
