import type { Refusal } from './refusal.ts';
import type { Delivery } from './reply.ts';

/** In what the next answer differs from the true one. Parts can be combined; a refusal sends no page. */
export interface Scripted {
  readonly refusal?: Refusal;
  readonly page?: PageChange;
  readonly body?: BodyChange;
  readonly delivery?: Delivery;
}

export interface PageChange {
  /** Fewer posts than were asked for, with a token for the rest if there is one; 0 is an empty page. */
  readonly atMost?: number;
  /** A token even when nothing is left, or the token that came with the request once more. */
  readonly token?: 'always' | 'repeated';
}

export type BodyChange =
  | 'empty'
  | 'html'
  | 'no-meta'
  /** Status 200 with `errors` alone. */
  | 'errors-only'
  | 'errors-beside-data'
  | 'redirect'
  /** Whatever JSON a test makes up. */
  | { readonly json: unknown };

/** A request, as a script sees it before it is answered. */
export interface AskedRequest {
  readonly index: number;
  readonly atMs: number;
  readonly parameters: Readonly<Record<string, string>>;
}
