import type { Behaviour } from './behaviour.ts';
import type { X } from './x.ts';

/** What X is at the time of a request. */
export interface Circumstances {
  readonly x: X;
  readonly behaviour: Behaviour;
  readonly nowMs: number;
}
