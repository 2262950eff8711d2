const everyMs = 2_000;

/** Tells on long work now and then how far it is: `tell` writes a line, but not more often than every two seconds. */
export function progressLine(output: NodeJS.WritableStream, now: () => number): (line: string) => void {
  let toldAt = now();
  return (line) => {
    if (now() - toldAt < everyMs) return;
    toldAt = now();
    output.write(`${line}\n`);
  };
}
