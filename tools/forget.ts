import { CommanderError } from 'commander';
import { forget } from './forget/forget.ts';

/** `npm run forget`: deletes tweets from rows and dead letters. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root: process.cwd(), environment, output, progress, now: Date.now };
  await forget(args, surroundings).catch((error: unknown) => {
    // Commander has said what is wrong, or printed its help.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  });
}
