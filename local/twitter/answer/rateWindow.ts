const windowMs = 15 * 60_000;

/** What the headers tell of a window. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds. */
  readonly reset: number;
}

/** Counts requests in windows of 15 minutes; a window begins with its first request. */
export class RateWindow {
  #startMs = Number.NEGATIVE_INFINITY;
  #used = 0;

  /** Counts a request, if the window has room for it. */
  take(limit: number, nowMs: number): RateLimit & { readonly isRefused: boolean } {
    // A clock set back begins a new window too.
    if (nowMs >= this.#startMs + windowMs || nowMs < this.#startMs) {
      this.#startMs = nowMs;
      this.#used = 0;
    }
    const isRefused = this.#used >= limit;
    if (!isRefused) this.#used += 1;
    return { ...this.look(limit, nowMs), isRefused };
  }

  look(limit: number, nowMs: number): RateLimit {
    const isOpen = nowMs >= this.#startMs && nowMs < this.#startMs + windowMs;
    const endMs = isOpen ? this.#startMs + windowMs : nowMs + windowMs;
    return { limit, remaining: Math.max(0, limit - (isOpen ? this.#used : 0)), reset: Math.ceil(endMs / 1000) };
  }
}

export function rateHeaders({ limit, remaining, reset }: RateLimit): Record<string, string> {
  return {
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': String(reset),
  };
}
