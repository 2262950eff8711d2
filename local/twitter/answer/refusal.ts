/** A refusal that a test asks for, in place of an answer. */
export type Refusal = ProblemRefusal | Overload;

export interface ProblemRefusal {
  readonly problem: ProblemName | 'stale-cursor';
  /** The rate limit's headers; X gives none with 401, nor always with a usage cap. */
  readonly rateHeaders?: boolean;
}

export type ProblemName =
  | 'unauthorized'
  | 'credits'
  | 'client-forbidden'
  | 'v1-endpoint'
  | 'rate-limit'
  /** The body of v1, as a page of X's documents shows it for v2. */
  | 'rate-limit-v1'
  | 'usage-cap';

export interface Overload {
  readonly overload: 500 | 502 | 503 | 504;
  readonly as: 'json' | 'html' | 'nothing';
}
