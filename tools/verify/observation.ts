import { Acknowledgements } from './account/acknowledgements.ts';
import { OrderWatch } from './account/orderWatch.ts';
import type { AcknowledgedRow } from './faults/storageProxy.ts';
import type { Outcome } from './figures.ts';

/** What is seen of a run while it goes on. */
export class Observation {
  readonly acknowledgements = new Acknowledgements();
  readonly order = new OrderWatch('storeTweets');

  /** Grows as long as events become rows and dead letters. */
  get steps(): number {
    return this.acknowledgements.count + this.order.done;
  }

  addRows(rows: readonly AcknowledgedRow[], atMs: number): void {
    for (const row of rows) this.acknowledgements.addRow(row, atMs);
  }

  outcome(): Pick<Outcome, 'skips' | 'skipsByPartition'> {
    return { skips: this.order.skips, skipsByPartition: this.order.skipsByPartition() };
  }
}
