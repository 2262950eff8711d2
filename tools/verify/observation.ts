import { Acknowledgements } from './account/acknowledgements.ts';
import { OrderWatch } from './account/orderWatch.ts';
import type { HostName } from './faults/fault.ts';
import type { AcknowledgedRow } from './faults/storageProxy.ts';
import type { Outcome } from './figures.ts';

const published = /Published (\d+) tweets? /;

/** What is seen of a run while it goes on. */
export class Observation {
  readonly acknowledgements = new Acknowledgements();
  readonly order = new OrderWatch('storeTweets');
  #published = 0;

  /** How many tweets `publishTweets` said it has published. */
  get published(): number {
    return this.#published;
  }

  /** Grows as long as the pipeline does something. */
  get steps(): number {
    return this.acknowledgements.count + this.order.done + this.#published;
  }

  addRows(rows: readonly AcknowledgedRow[], atMs: number): void {
    for (const row of rows) this.acknowledgements.addRow(row, atMs);
  }

  addLine(host: HostName, line: string): void {
    this.order.read(host, line);
    this.#published += Number(published.exec(line)?.[1] ?? 0);
  }

  outcome(): Pick<Outcome, 'skips' | 'latency' | 'worstTenSeconds' | 'spanMs'> {
    const { latencies, spanMs } = this.acknowledgements;
    return {
      skips: this.order.skips,
      latency: latencies.overall(),
      worstTenSeconds: latencies.worstTenSeconds(),
      spanMs,
    };
  }
}
