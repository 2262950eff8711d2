import type { LogCounters } from '../logCounters.ts';
import type { ProducerState } from '../partitionLog.ts';
import { ProducerStates } from '../producerStates.ts';
import type { LogState } from './newSegment.ts';

/** Where a log stands, with all that it was asked to write, and as far as that is written. */
export class LogProgress {
  #asked: LogCounters;
  #askedProducers: ProducerStates;
  #written: LogCounters;
  readonly #writtenProducers: ProducerStates;

  constructor({ counters, producers }: LogState) {
    this.#asked = counters;
    this.#written = counters;
    this.#askedProducers = new ProducerStates(producers);
    this.#writtenProducers = new ProducerStates(producers);
  }

  get asked(): LogState {
    return { counters: this.#asked, producers: this.#askedProducers.all() };
  }

  get counters(): LogCounters {
    return this.#asked;
  }

  get written(): LogCounters {
    return this.#written;
  }

  producer(id: number): ProducerState | undefined {
    return this.#askedProducers.get(id);
  }

  ask(counters: LogCounters, producer: ProducerState | undefined): void {
    this.#asked = counters;
    if (producer) this.#askedProducers.set(producer);
  }

  markWritten(counters: LogCounters, producers: readonly ProducerState[]): void {
    this.#written = counters;
    for (const producer of producers) this.#writtenProducers.set(producer);
  }

  /** Forgets what is not written. */
  rewind(): void {
    this.#asked = this.#written;
    this.#askedProducers = new ProducerStates(this.#writtenProducers.all());
  }
}
