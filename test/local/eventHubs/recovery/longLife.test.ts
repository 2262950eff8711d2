import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';
import type { Store } from '../../../../local/eventHubs/storage/store.ts';
import { seededRandom } from '../../../support/random.ts';
import { scaled } from '../../../support/scale.ts';
import { aStoreFolder, firstLog, type StoreFolder } from '../storage/aDiskStore.ts';
import { eventsOf } from '../storage/eventsOf.ts';
import { type Faults, type FaultyFiles, faultyFiles } from '../storage/faultyFiles.ts';
import { anEvent } from '../support/anEvent.ts';

let folder: StoreFolder;
let files: FaultyFiles;

beforeEach(() => {
  folder = aStoreFolder();
  files = faultyFiles();
});

afterEach(() => folder.remove());

const second = 1000;
const retention = { bytes: 64 * 1024, milliseconds: 600 * second };

const faults: readonly Faults[] = [
  { write: 'ENOSPC' },
  { write: 'ENOSPC', cut: 'EIO' },
  { write: 'ENOSPC', remove: 'EIO' },
  { create: 'EMFILE' },
  { remove: 'EBUSY' },
];

interface Accepted {
  readonly bodies: readonly string[];
  readonly time: number;
}

/** A partition beside a plain list of what it accepted. */
class LifeOfAPartition {
  readonly random = seededRandom('life of a partition');
  readonly accepted: { readonly body: string; readonly time: number }[] = [];
  now = 1_000_000;
  #named = 0;
  #store: Store | undefined;

  get log(): PartitionLog {
    if (!this.#store) throw new Error('The store is not open.');
    return firstLog(this.#store);
  }

  async reopen(): Promise<void> {
    const cacheBytes = [0, 20_000, 1_000_000][this.random.integer(3)] ?? 0;
    this.#store = await folder.open({ files, retention, cacheBytes, clock: () => this.now });
  }

  /** Several appends at once, sometimes with a fault on the way: then a beginning of them is accepted. */
  async append(): Promise<void> {
    const fault = this.random.integer(8) === 0;
    const appends = Array.from({ length: 1 + this.random.integer(6) }, () => this.#newBodies());
    const pending = appends.map(({ bodies }) => this.log.append(bodies.map((body) => anEvent(body))));
    if (fault) Object.assign(files.faults, faults[this.random.integer(faults.length)]);
    const outcomes = await Promise.allSettled(pending);
    Object.assign(files.faults, { write: undefined, cut: undefined, create: undefined, remove: undefined });
    for (const [index, { status }] of outcomes.entries()) {
      const { bodies = [], time = 0 } = appends[index] ?? {};
      if (status === 'fulfilled') this.accepted.push(...bodies.map((body) => ({ body, time })));
    }
    const refused = outcomes.findIndex(({ status }) => status === 'rejected');
    if (refused >= 0) expect(outcomes.slice(refused).every(({ status }) => status === 'rejected')).toBe(true);
  }

  async pass(seconds: number): Promise<void> {
    this.now += seconds * second;
    await this.#store?.applyRetention();
  }

  /** All that is kept is what was accepted, at its number; what is not kept had to go. */
  async check(): Promise<void> {
    const { last, beginSequenceNumber: begin } = this.log;
    expect(last.sequenceNumber).toBe(this.accepted.length - 1);
    const from = this.random.integer(this.accepted.length + 1);
    const { events, error } = await eventsOf(this.log, from);
    expect(error).toBeUndefined();
    expect(events.map(({ body }) => body)).toEqual(this.accepted.slice(Math.max(from, begin)).map(({ body }) => body));
    expect(events[0]?.sequenceNumber ?? begin).toBe(events.length > 0 ? Math.max(from, begin) : begin);
    const time = this.accepted[from]?.time ?? this.now + 1;
    const first = this.accepted.findIndex((event) => event.time >= time);
    expect(await this.log.findEnqueuedTime(time)).toBe(Math.max(first < 0 ? this.accepted.length : first, begin));
    expect(await this.log.findOffset(last.offset + 1)).toBe(this.accepted.length);
    const [one] = events.length > 0 ? await this.log.read(from, { events: 1, bytes: 1 }) : [];
    if (one) expect(await this.log.findOffset(one.position.offset)).toBe(one.position.sequenceNumber);
    expect(this.log.storedBytes).toBeLessThan(retention.bytes * 1.5);
  }

  #newBodies(): Accepted {
    const bodies = Array.from({ length: 1 + this.random.integer(4) }, () => {
      this.#named += 1;
      return `${this.#named} ${'.'.repeat(this.random.integer(1500))}`;
    });
    return { bodies, time: this.now };
  }
}

describe('a partition through a long life of appends, faults, restarts and passing time', () => {
  it('has at any time what it accepted, from where its retention begins, and nothing else', async () => {
    const life = new LifeOfAPartition();
    await life.reopen();
    for (let step = 0; step < scaled(5000); step++) {
      const choice = life.random.integer(12);
      if (choice === 0) await life.reopen();
      else if (choice === 1) await life.pass(life.random.integer(life.random.integer(10) ? 60 : 1200));
      else await life.append();
      if (life.random.integer(3) === 0) await life.check();
    }
    await life.reopen();
    await life.check();
    expect(
      folder.lines.filter(
        (line) =>
          !/Senders are refused|written to .* again|cannot be deleted|could not be begun|\(0 bytes\)|damaged head/.test(
            line,
          ),
      ),
    ).toEqual([]);
  }, 300_000);
});
