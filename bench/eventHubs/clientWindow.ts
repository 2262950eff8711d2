import type { ClientFigures } from './figures.ts';
import { percentile } from './percentile.ts';

/** Measures what a client does between `open` and `close`. */
export class ClientWindow {
  #batchMs: number[] = [];
  #events = 0;
  #startedMs = 0;
  #cpu = process.cpuUsage();

  /** Begins anew; what came before was warming up. */
  open(): void {
    this.#batchMs = [];
    this.#events = 0;
    this.#startedMs = performance.now();
    this.#cpu = process.cpuUsage();
  }

  batch(events: number, milliseconds: number): void {
    this.#events += events;
    this.#batchMs.push(milliseconds);
  }

  close(): ClientFigures {
    const seconds = (performance.now() - this.#startedMs) / 1000;
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      events: this.#events,
      seconds,
      cpuMicros: user + system,
      p50Ms: percentile(this.#batchMs, 0.5),
      p99Ms: percentile(this.#batchMs, 0.99),
    };
  }
}
