import { CommanderError } from 'commander';
import { fail } from '../local/commandLine/fail.ts';
import { watchParent } from '../local/supervision/watchParent.ts';
import { survivesFailedWrites, writeBlock } from '../local/view/viewOutput.ts';
import { timeLimited } from '../src/adapters/timeLimited.ts';
import { untilAskedToEnd } from './verify/untilAskedToEnd.ts';
import { verify } from './verify/verify.ts';

const exitCodes = { sound: 0, unsound: 1, wrongOptions: 2, interrupted: 130 };
const writesWithinMs = 5_000;

/** `npm run verify`: runs the whole pipeline under load and faults, and accounts for every event. Ends the process. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  for (const stream of [output, progress]) survivesFailedWrites(stream);
  const exit = (): void => process.exit(exitCodes.interrupted);
  const ending = untilAskedToEnd({ source: process, now: () => performance.now(), exit });
  watchParent(() => ending.abort());
  const { signal } = ending;
  const code = await exitCode(
    () => verify(args, { root: process.cwd(), environment, output, progress, signal }),
    signal,
  );
  // All is closed by now; what is left of a connection to a hub that went away would keep the process for a minute.
  await Promise.all([output, progress].map(written));
  process.exit(code);
}

async function exitCode(verified: () => Promise<boolean>, signal: AbortSignal): Promise<number> {
  try {
    return (await verified()) ? exitCodes.sound : exitCodes.unsound;
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.sound : exitCodes.wrongOptions;
    if (signal.aborted) return exitCodes.interrupted;
    fail(error);
    return exitCodes.unsound;
  }
}

/** A pipe takes what is written when its reader does (https://nodejs.org/api/process.html#a-note-on-process-io). */
async function written(stream: NodeJS.WritableStream): Promise<void> {
  await timeLimited(writesWithinMs, new AbortController().signal, () => writeBlock(stream, '')).catch(() => undefined);
}
