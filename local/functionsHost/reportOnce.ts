const quietMs = 60_000;
const remembered = 100;

/** A report that passes the same text on once a minute, so that what is tried again and again fills no screen. */
export function reportOnce(report: (text: string) => void, clock: () => number): (text: string) => void {
  const reportedAt = new Map<string, number>();
  return (text) => {
    const now = clock();
    if (now - (reportedAt.get(text) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    if (reportedAt.size >= remembered) reportedAt.clear();
    reportedAt.set(text, now);
    report(text);
  };
}
