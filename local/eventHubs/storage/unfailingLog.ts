/** The same log for those who cannot stop when it throws: what is written stays accepted, said or not. */
export function unfailingLog(log: (line: string) => void): (line: string) => void {
  return (line) => {
    try {
      log(line);
    } catch {
      // Nothing is left that it could be said to.
    }
  };
}
