import { idsPerMillisecond, tweetIdAt } from '../tweetId.ts';

/**
 * Ids of now, each larger than the one before and never given twice: the clock's millisecond, and in the low bits a
 * counter. A clock that stands still or steps back goes on counting where the last id was.
 */
export function tweetIdSequence(now: () => number): () => string {
  let timeMs = 0;
  let counter = 0;
  return () => {
    const time = Math.floor(now());
    if (time > timeMs) {
      timeMs = time;
      counter = 0;
    } else {
      counter += 1;
    }
    if (counter === idsPerMillisecond) {
      timeMs += 1;
      counter = 0;
    }
    return tweetIdAt(timeMs, counter);
  };
}
