import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { addedReports, emptyReport, type ModelReport } from './modelReport.ts';
import { runsPerScenario } from './scenario.ts';

export interface ModelOptions {
  /** Timer runs of the source, at least. */
  readonly runs: number;
  readonly seed: number;
  readonly processes: number;
  /** Told after each scenario. */
  readonly onProgress: (sum: ModelReport) => void;
}

/** Runs the model in several processes. Rejects when one of them fails. */
export async function forkModel({ runs, seed, processes, onProgress }: ModelOptions): Promise<ModelReport> {
  const count = Math.ceil(runs / runsPerScenario);
  const reports = Array.from({ length: processes }, () => emptyReport);
  const sum = () => reports.reduce(addedReports);
  const workers = reports.map(async (_, first) => {
    const child = fork(join(__dirname, 'modelWorker.js'), [seed, first, processes, count].map(String));
    // Only our own worker speaks on this channel, and only in reports.
    child.on('message', (report: ModelReport) => {
      reports[first] = report;
      onProgress(sum());
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`A process of the model ended with ${code}. Seed ${seed}.`);
  });
  await Promise.all(workers);
  return sum();
}
