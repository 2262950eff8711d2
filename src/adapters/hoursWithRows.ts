/** The first hour ≥ `from` and < `before` that holds a row; undefined when there is none. Hours since 1970. */
export type FirstHourIn = (from: number, before: number) => Promise<number | undefined>;

/** No id of X is from later: they end in 2086. */
const end = Date.UTC(2100, 0, 1) / 3_600_000;

/**
 * The hours that hold rows, newest first. Table storage lists ascending only, so that the newest row of a table is its
 * last; searching hours by halves finds it in a few small queries, however many rows and however old.
 */
export async function* hoursWithRows(firstHourIn: FirstHourIn, nowMs: number): AsyncGenerator<number> {
  const next = Math.floor(nowMs / 3_600_000) + 1;
  // The clock of whoever made an id may be ahead of ours; asked first, since the search is short when it is not.
  let before: number | undefined = (await firstHourIn(next, end)) === undefined ? next : end;
  while (before !== undefined) {
    before = await latestHourBefore(before, firstHourIn);
    if (before !== undefined) yield before;
  }
}

async function latestHourBefore(before: number, firstHourIn: FirstHourIn): Promise<number | undefined> {
  let low = await nearHourBefore(before, firstHourIn);
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
async function nearHourBefore(before: number, firstHourIn: FirstHourIn): Promise<number | undefined> {
  for (let span = 1; ; span *= 2) {
    const from = Math.max(0, before - span);
    const found = await firstHourIn(from, before);
    if (found !== undefined || from === 0) return found;
  }
}
