import { tmpdir } from 'node:os';
import { isSound, type Outcome } from './figures.ts';
import { parseVerify, type VerifyOptions } from './parseVerify.ts';
import { jsonFigures, printOutcome } from './printOutcome.ts';
import { openRunFolder } from './runFolder.ts';
import { runVerification } from './runVerification.ts';
import { statusLine } from './statusLine.ts';

/** Where the command stands; tests give their own. */
export interface Surroundings {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly output: NodeJS.WritableStream;
  readonly progress: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** The command is to end: everything is cleaned up, and it rejects with the reason. */
  readonly signal: AbortSignal;
}

/**
 * Resolves with whether every event is one row or one dead letter, after having said so. Rejects with CommanderError for a wrong
 * option (already told) or `--help`, with ProcessError when a part of the pipeline does not start, or with the signal's reason.
 */
export async function verify(args: readonly string[], surroundings: Surroundings): Promise<boolean> {
  const { root, environment, output, progress, signal } = surroundings;
  const options = parseVerify(args, root, { output, progress });
  const { path: folder, logs: logFolder, close } = await openRunFolder(tmpdir());
  const status = statusLine(progress);
  let keepsLogs = true;
  signal.addEventListener('abort', () => status.tell('Stopping. A second Ctrl-C ends at once.'), { once: true });
  try {
    progress.write(`Verifying ${options.app} (--seed ${options.seed}).\n`);
    const outcome = await runVerification(options, { folder, logFolder, environment, status, signal });
    status.end();
    tell(outcome, options, surroundings);
    keepsLogs = !isSound(outcome);
    return isSound(outcome);
  } finally {
    status.end();
    keepsLogs &&= !signal.aborted;
    await close(keepsLogs);
    if (keepsLogs) progress.write(`The logs of hosts and hub are in ${logFolder}\n`);
  }
}

function tell(outcome: Outcome, options: VerifyOptions, { output, progress }: Surroundings): void {
  if (!options.json) output.write(printOutcome(outcome, options));
  else output.write(jsonFigures(outcome));
  // Figures alone do not say what is wrong.
  if (options.json && !isSound(outcome)) progress.write(printOutcome(outcome, options));
}
