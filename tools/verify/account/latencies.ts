import { GrowingIntegers } from './growingIntegers.ts';

export interface LatencyFigures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

const windowSeconds = 10;

/** How long events took from the hub to their acknowledged write, in whole milliseconds. */
export class Latencies {
  readonly #latencies = new GrowingIntegers();
  /** The second of its enqueuing, since the first event's. */
  readonly #seconds = new GrowingIntegers();
  readonly #startMs: number;

  /** `startMs`: when the first event of all was enqueued, whether or not it was ever written. */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  add(enqueuedMs: number, acknowledgedMs: number): void {
    this.#latencies.push(Math.max(0, Math.round(acknowledgedMs - enqueuedMs)));
    this.#seconds.push(Math.max(0, Math.floor((enqueuedMs - this.#startMs) / 1_000)));
  }

  overall(): LatencyFigures {
    return figures(this.#latencies.values());
  }

  /** Of the events of those ten seconds, of all such, whose 95th percentile is the highest, then whose median is. */
  worstTenSeconds(): LatencyFigures {
    const bySecond = this.#bySecond();
    let worst = figures(new Int32Array());
    for (let second = 0; second <= Math.max(0, bySecond.length - windowSeconds); second += 1) {
      const window = figures(Int32Array.from(bySecond.slice(second, second + windowSeconds).flat()));
      if (window.p95 > worst.p95 || (window.p95 === worst.p95 && window.p50 > worst.p50)) worst = window;
    }
    return worst;
  }

  #bySecond(): readonly (readonly number[])[] {
    const bySecond: number[][] = [];
    const latencies = this.#latencies.values();
    for (const [index, second] of this.#seconds.values().entries()) {
      while (bySecond.length <= second) bySecond.push([]);
      bySecond[second]?.push(latencies[index] ?? 0);
    }
    return bySecond;
  }
}

function figures(latencies: Int32Array): LatencyFigures {
  latencies.sort();
  return {
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    max: percentile(latencies, 1),
  };
}

/** The smallest value that at least this share of all do not exceed; 0 when there are none. */
function percentile(sorted: Int32Array, share: number): number {
  return sorted[Math.max(Math.ceil(share * sorted.length), 1) - 1] ?? 0;
}
