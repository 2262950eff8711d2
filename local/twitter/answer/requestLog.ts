import type { AskedRequest, Scripted } from './scripted.ts';

/** A request and what became of it. */
export interface LoggedRequest extends AskedRequest {
  readonly path: string;
  readonly status: number;
  /** Of those sent; what broke on the way counts, for X has charged for it. */
  readonly postIds: readonly string[];
  /** How many of them were charged for: those that no earlier answer of the day had. */
  readonly charged: number;
  readonly scripted: Scripted | undefined;
  /** X's words, where it refused. */
  readonly refusal: string | undefined;
}

/** The last requests, as many as are kept, and the sums over all. */
export class RequestLog {
  readonly #kept: number;
  readonly #requests: LoggedRequest[] = [];
  readonly #byStatus = new Map<number, number>();
  #count = 0;

  constructor(kept: number) {
    this.#kept = kept;
  }

  get count(): number {
    return this.#count;
  }

  get requests(): readonly LoggedRequest[] {
    return this.#requests.slice(-this.#kept);
  }

  /** How many requests were answered with this status, of all that came. */
  countOf(status: number): number {
    return this.#byStatus.get(status) ?? 0;
  }

  add(request: LoggedRequest): void {
    this.#count += 1;
    this.#byStatus.set(request.status, this.countOf(request.status) + 1);
    this.#requests.push(request);
    if (this.#requests.length > 2 * this.#kept) this.#requests.splice(0, this.#requests.length - this.#kept);
  }
}
