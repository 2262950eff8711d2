/** What the pipeline writes its one line per batch or run to; an invocation's context is one. */
export interface Log {
  log(line: string): void;
  error(line: string): void;
}

/** `1 tweet`, `20 tweets`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
