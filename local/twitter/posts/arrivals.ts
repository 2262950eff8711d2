import type { TimedPost } from './post.ts';

/** Where posts come from. */
export interface Arrivals {
  /**
   * Those that nobody was given yet and that are there by then, each with the time from which it is shown, which may
   * lie ahead. Called with times that mostly grow; gives each post once.
   */
  upTo(timeMs: number): Iterable<TimedPost>;
}
