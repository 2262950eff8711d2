import { forget } from './forget/forget.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** `npm run forget`: deletes tweets from rows and dead letters. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root: process.cwd(), environment, output, progress, now: Date.now };
  await tellingWrongOptions(() => forget(args, surroundings));
}
