import { Command } from 'commander';
import type { CommandOutput } from '../local/view/parseTail.ts';

/** For a command without options of its own. Throws CommanderError, already told, for any, and for `--help`. */
export function parseNothing(
  name: string,
  description: string,
  args: readonly string[],
  { output, progress }: CommandOutput,
): void {
  new Command(`npm run ${name} --`)
    .description(description)
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride()
    .parse([...args], { from: 'user' });
}
