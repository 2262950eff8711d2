import { Findings } from './findings.ts';
import { Intervals } from './intervals.ts';
import { type Batch, LateWrites } from './lateWrites.ts';

interface PartitionWork {
  /** What ended with success. */
  readonly handled: Intervals;
  /** What the host is done with: handled, or failed for the last time. */
  readonly ended: Intervals;
  /** Nothing below it is looked at again. */
  watched: number;
  skips: number;
}

const details = /Trigger Details: PartitionId: (\d+), SequenceNumber: (\d+)-(\d+)/;
const executing = /Executing '(\w+)' \(Reason='New events', Id=([0-9a-f-]+)\)/;
const executed = /Executed '(\w+)' \((\w+), Id=([0-9a-f-]+)/;

/**
 * Follows the batches of the storing function by the lines of the hosts (`--verbose`): which sequence numbers are done, and
 * which batches skip forward over some that are not. A batch that repeats what came before it is no skip.
 */
export class OrderWatch {
  readonly #functionName: string;
  readonly #partitions = new Map<string, PartitionWork>();
  /** The batch that a host has told of, but not yet whose it is. */
  readonly #announced = new Map<string, Batch>();
  readonly #running = new Map<string, Batch>();
  readonly skips = new Findings();
  readonly lateWrites = new LateWrites();

  constructor(functionName: string) {
    this.#functionName = functionName;
  }

  read(host: string, line: string): void {
    const [, partition, from, to] = details.exec(line) ?? [];
    if (partition !== undefined) {
      this.#announced.set(host, { partition, from: Number(from), to: Number(to) });
      return;
    }
    const [, name, id = ''] = executing.exec(line) ?? [];
    if (name === this.#functionName) this.#begin(host, id);
    const [, ended, outcome, endedId = ''] = executed.exec(line) ?? [];
    if (ended === this.#functionName) this.#end(endedId, outcome);
  }

  /** Whether hosts are done with everything up to this sequence number. */
  isDone(partition: string, lastSequenceNumber: number): boolean {
    return this.#of(partition).ended.frontier > lastSequenceNumber;
  }

  /** How many batches skipped forward, by partition. */
  skipsByPartition(): ReadonlyMap<string, number> {
    return new Map([...this.#partitions].map(([partition, { skips }]) => [partition, skips]));
  }

  /** Whether hosts have handled everything up to this sequence number, and with success. */
  isHandled(partition: string, sequenceNumber: number): boolean {
    return this.#of(partition).handled.frontier > sequenceNumber;
  }

  /** How many events hosts are done with. */
  get done(): number {
    return [...this.#partitions.values()].reduce((sum, { ended }) => sum + ended.size, 0);
  }

  #begin(host: string, id: string): void {
    const batch = this.#announced.get(host);
    if (batch === undefined) return;
    this.#announced.delete(host);
    this.#running.set(id, batch);
    this.lateWrites.begin(host, id, batch);
    // Another host's word that it is done with what comes before was written earlier, but may be read later in this turn.
    setImmediate(() => this.#look(batch));
  }

  #end(id: string, outcome: string | undefined): void {
    const batch = this.#running.get(id);
    this.#running.delete(id);
    if (batch === undefined || outcome === 'cancelled') return;
    this.lateWrites.end(id);
    const { handled, ended } = this.#of(batch.partition);
    ended.add(batch.from, batch.to);
    if (outcome === 'succeeded') handled.add(batch.from, batch.to);
  }

  #look({ partition, from, to }: Batch): void {
    const work = this.#of(partition);
    if (from <= work.watched) return;
    if (!work.handled.holds(work.watched, from - 1)) {
      work.skips += 1;
      this.skips.add(
        `partition ${partition}: batch ${from}-${to} began before ${work.watched}-${from - 1} was handled`,
      );
    }
    work.watched = from;
  }

  #of(partition: string): PartitionWork {
    const known = this.#partitions.get(partition);
    if (known !== undefined) return known;
    const work = { handled: new Intervals(), ended: new Intervals(), watched: 0, skips: 0 };
    this.#partitions.set(partition, work);
    return work;
  }
}
