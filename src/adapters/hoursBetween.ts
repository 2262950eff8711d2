/** The first hour ≥ `from` and < `before` that holds a row; undefined when there is none. Hours since 1970. */
export type FirstHourIn = (from: number, before: number) => Promise<number | undefined>;

/**
 * The hours ≥ `from` and < `before` that hold rows, newest first. Table storage lists ascending only, so that the newest
 * row of a table is its last; searching hours by halves finds it in a few small queries, however many rows and however
 * old.
 */
export async function* hoursBetween(from: number, before: number, firstHourIn: FirstHourIn): AsyncGenerator<number> {
  let next: number | undefined = before;
  while (next !== undefined && next > from) {
    next = await latestHourIn(from, next, firstHourIn);
    if (next !== undefined) yield next;
  }
}

async function latestHourIn(from: number, before: number, firstHourIn: FirstHourIn): Promise<number | undefined> {
  let low = await nearHourIn(from, before, firstHourIn);
  let high = before;
  while (low !== undefined && low + 1 < high) {
    const middle = Math.floor((low + high + 1) / 2);
    const found = await firstHourIn(middle, high);
    if (found === undefined) high = middle;
    else low = found;
  }
  return low;
}

/** Looks back one hour, then two, four, …: what a person looks for is mostly near. */
async function nearHourIn(from: number, before: number, firstHourIn: FirstHourIn): Promise<number | undefined> {
  for (let span = 1; ; span *= 2) {
    const start = Math.max(from, before - span);
    const found = await firstHourIn(start, before);
    if (found !== undefined || start === from) return found;
  }
}
