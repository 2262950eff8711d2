/** Gives the first occurrence of a schedule after a time, in ms. */
type Next = (afterMs: number) => number;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const runsLookedAt = 70;

/**
 * The longest time between two runs of a schedule, by its next runs and by samples of the coming month, so that nights,
 * weekends and dates are seen without walking through every second. In ms.
 */
export function longestPause(next: Next, nowMs: number): number {
  let [longest, before] = [0, next(nowMs)];
  for (let run = 0; run < runsLookedAt; run++) {
    const after = next(before);
    longest = Math.max(longest, after - before);
    before = after;
  }
  for (const sample of samples(nowMs)) {
    const after = next(sample);
    if (after - sample > longest) longest = after - lastBefore(next, sample, after);
  }
  return longest;
}

/** Every third hour of eight days, then every day of a month. */
function samples(nowMs: number): readonly number[] {
  const hours = Array.from({ length: 64 }, (_, index) => nowMs + index * 3 * hourMs);
  const days = Array.from({ length: 31 }, (_, index) => nowMs + index * dayMs);
  return [...hours, ...days];
}

/** The run before `after`, somewhere before `sample`, to the second. */
function lastBefore(next: Next, sample: number, after: number): number {
  let [early, late] = [sample - 62 * dayMs, sample];
  while (late - early > 500) {
    const middle = (early + late) / 2;
    if (next(middle) >= after) late = middle;
    else early = middle;
  }
  return Math.round(late / 1000) * 1000;
}
