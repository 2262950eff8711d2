import { askedToEnd } from '../local/eventHubs/command/askedToEnd.ts';
import { eventHubsCommand } from '../local/eventHubs/command/eventHubsCommand.ts';

/** `npm run event-hubs`: the Event Hubs emulator alone, until Ctrl-C. */
export async function run(args: readonly string[]): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  const asked = askedToEnd(output, progress);
  process.exitCode = await eventHubsCommand(args, { name: 'npm run event-hubs --' }, { output, progress, asked });
}
