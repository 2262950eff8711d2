import { askedToEnd } from '../local/eventHubs/command/askedToEnd.ts';
import { eventHubsCommand } from '../local/eventHubs/command/eventHubsCommand.ts';

/** `npm run event-hubs`: the Event Hubs emulator alone, until Ctrl-C. */
export async function run(args: readonly string[]): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  const exit = (code: number): void => process.exit(code);
  const asked = askedToEnd(output, progress);
  // npm starts every command in its own folder, the repository, and says where it was called.
  const call = { name: 'npm run event-hubs --', folder: process.env.INIT_CWD };
  process.exitCode = await eventHubsCommand(args, call, { output, progress, asked, exit });
}
