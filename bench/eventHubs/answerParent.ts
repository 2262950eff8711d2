import { fieldOf } from './numbersOf.ts';

/** What a process of the benchmark can be asked for. What comes back must survive JSON. */
export type Commands = Readonly<Record<string, (input: unknown) => unknown>>;

/** Serves the parent until it goes. */
export function answerParent(commands: Commands): void {
  process.on('message', (request) => void answer(request, commands));
  process.once('disconnect', () => process.exit());
}

/** Tells the parent how far a long command has come, and that it is alive. */
export function tellProgress(done: number): void {
  process.send?.({ progress: done });
}

async function answer(request: unknown, commands: Commands): Promise<void> {
  try {
    const command = commands[String(fieldOf(request, 'command'))];
    process.send?.({ result: (await command?.(fieldOf(request, 'input'))) ?? {} });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
