import type { Claim } from '../options.ts';
import { includes } from './keys.ts';

/** What one token allows. */
export interface Grant {
  /** Lower-cased; everything at and below it, and the whole namespace when it is empty. */
  readonly path: string;
  readonly claims: readonly Claim[];
  /** Milliseconds since 1970; Infinity for what ends with the connection. */
  readonly expiresAt: number;
}

/** What a link needs to stay open: a claim over the path of its address. */
export interface Right {
  readonly claim: Claim;
  /** Lower-cased. */
  readonly path: string;
}

/** One per audience; a client that reads every partition of a large hub has as many. */
export const maxGrants = 10_000;
/** A reader's address, the longest there is, has five parts. */
const deepest = 5;

/** What the client of one connection may do: the grants of the tokens that it has put, the newest per path. */
export class Authorization {
  readonly #grants = new Map<string, Grant>();
  readonly #clock: () => number;
  readonly #onGrant: Array<() => void> = [];

  /** `clock` gives milliseconds since 1970. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** False when there are too many already. */
  add(grant: Grant): boolean {
    if (!this.#grants.has(grant.path) && this.#grants.size >= maxGrants) this.#forgetExpired();
    if (!this.#grants.has(grant.path) && this.#grants.size >= maxGrants) return false;
    this.#grants.set(grant.path, grant);
    for (const listener of this.#onGrant) listener();
    return true;
  }

  /** Calls `listener` after each grant. */
  onGrant(listener: () => void): void {
    this.#onGrant.push(listener);
  }

  allows(right: Right): boolean {
    return this.expiryOf(right) !== undefined;
  }

  /** When the right runs out, if no token is put before; undefined when there is none. */
  expiryOf({ claim, path }: Right): number | undefined {
    return this.#latest(path, ({ claims }) => includes(claims, claim));
  }

  /** True when any claim holds over the path, lower-cased. That is enough to ask for properties. */
  reaches(path: string): boolean {
    return this.#latest(path, ({ claims }) => claims.length > 0) !== undefined;
  }

  #latest(path: string, counts: (grant: Grant) => boolean): number | undefined {
    const now = this.#clock();
    let latest: number | undefined;
    for (const grant of this.#over(path)) {
      if (grant.expiresAt > now && counts(grant)) latest = Math.max(latest ?? 0, grant.expiresAt);
    }
    return latest;
  }

  /** The grants of the path and of all above it. */
  *#over(path: string): Generator<Grant> {
    const parts = path.split('/', deepest + 1);
    for (let length = 0; length <= parts.length; length++) {
      const grant = this.#grants.get(parts.slice(0, length).join('/'));
      if (grant) yield grant;
    }
  }

  #forgetExpired(): void {
    const now = this.#clock();
    for (const [path, { expiresAt }] of this.#grants) if (expiresAt <= now) this.#grants.delete(path);
  }
}
