import { CommanderError } from 'commander';
import { watchParent } from '../local/supervision/watchParent.ts';
import { verify } from './verify/verify.ts';

const interrupted = 130;
const wrongOptions = 2;

/** `npm run verify`: runs the whole pipeline under load and faults, and accounts for every event. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const endWatch = watchParent(end);
  const surroundings = { root: process.cwd(), environment, output, progress, signal: ending.signal };
  try {
    if (!(await verify(args, surroundings))) process.exitCode = 1;
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : wrongOptions;
    else if (ending.signal.aborted) process.exitCode = interrupted;
    else throw error;
  } finally {
    endWatch();
  }
}
