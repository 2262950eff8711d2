/** One line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line on standard error. */
export function sayOnError(line: string): void {
  process.stderr.write(`${line}\n`);
}
