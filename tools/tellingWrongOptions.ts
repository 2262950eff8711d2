import { CommanderError } from 'commander';

/** Runs a command to its end. Commander has told by itself what is wrong with an option, or printed its help. */
export async function tellingWrongOptions(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}
