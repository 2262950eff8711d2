/**
 * The time (ms since 1970) before which everything has to go for at most `maxRows` to be left; undefined when nothing
 * has to. `rowsPerSecond`: by seconds since 1970. The newest second stays, however many rows it has.
 */
export function ceilingTime(rowsPerSecond: ReadonlyMap<number, number>, maxRows: number): number | undefined {
  let rows = 0;
  let from: number | undefined;
  for (const [second, count] of [...rowsPerSecond].toSorted(([one], [other]) => other - one)) {
    rows += count;
    if (rows > maxRows && from !== undefined) return from * 1000;
    from = second;
  }
  return undefined;
}
