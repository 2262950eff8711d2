import { deadLetters } from './deadLetters/deadLetters.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run dead-letters`: shows, replays and discards dead letters. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root: process.cwd(), environment, output, progress, now: Date.now };
  await tellingWrongOptions(async () => {
    if (!(await deadLetters(args, surroundings))) process.exitCode = 1;
  });
}
