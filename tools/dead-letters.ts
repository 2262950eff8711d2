import { CommanderError } from 'commander';
import { deadLetters } from './deadLetters/deadLetters.ts';

/** `npm run dead-letters`: shows, replays and discards dead letters. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root: process.cwd(), environment, output, progress, now: Date.now };
  try {
    if (!(await deadLetters(args, surroundings))) process.exitCode = 1;
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}
