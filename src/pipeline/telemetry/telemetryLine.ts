/** What a line tells of: a stored batch, an attempt to store one that failed, a publishing run. */
export type LineKind = 'batch' | 'attempt' | 'run';

/**
 * `Stored 98 tweets (partition 3, up to 4107). batch={"v":1,…}`: a sentence for people, then at the line's end one JSON
 * object for queries, since a function can hand the host nothing but text. To be logged as the only argument: what
 * looks like a format in it stays as it is.
 */
export function telemetryLine(sentence: string, kind: LineKind, figures: object): string {
  return `${sentence} ${kind}=${JSON.stringify(figures)}`;
}
