import { addedReports, emptyReport, reportOf } from './modelReport.ts';

/** A process that runs its share of the scenarios, and sends its sum after each. */
async function work([firstSeed = 0, first = 0, step = 1, count = 0]: readonly number[]): Promise<void> {
  let report = emptyReport;
  for (let index = first; index < count; index += step) {
    report = addedReports(report, await reportOf(firstSeed, index));
    process.send?.(report);
  }
  process.disconnect();
}

// Whoever started it is gone.
process.on('disconnect', () => process.exit());
void work(process.argv.slice(2).map(Number));
