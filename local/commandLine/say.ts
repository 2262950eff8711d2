import { safeText } from '../view/safeText.ts';

/** One line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line on standard error. */
export function sayOnError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One line of another process on standard output; what a terminal would obey is made visible. */
export function sayStrange(line: string): void {
  say(safeText(line));
}
