import { CommanderError } from 'commander';
import { errorCode } from '../options/errorCode.ts';
import { type RunningEventHubs, startEventHubs } from '../startEventHubs.ts';
import { announcement, jsonAnnouncement } from './announcement.ts';
import { type CommandCall, type CommandStreams, parseCommand } from './parseCommand.ts';

export interface CommandSurroundings extends CommandStreams {
  /** Resolves when the command is to end. */
  readonly asked: Promise<void>;
  /** Ends the process at once. A start cannot be called off, and it may take long where many events are kept. */
  readonly exit: (code: number) => void;
}

/**
 * Serves Event Hubs as the arguments say, until asked to end; asked while it starts, it exits without having begun. Resolves with the exit code: 0 as asked, 1 for what a person
 * can mend, which is told on `progress`. Rejects with what is a fault of ours.
 */
export async function eventHubsCommand(
  args: readonly string[],
  call: CommandCall,
  surroundings: CommandSurroundings,
): Promise<number> {
  let starting = true;
  void surroundings.asked.then(() => starting && surroundings.exit(0));
  try {
    const running = await start(args, call, surroundings).finally(() => {
      starting = false;
    });
    await surroundings.asked;
    await running.close();
    return 0;
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (error instanceof CommanderError) return error.exitCode;
    const wayOut = mendable(error);
    if (wayOut === undefined) throw error;
    surroundings.progress.write(`${wayOut}\n`);
    return 1;
  }
}

async function start(
  args: readonly string[],
  call: CommandCall,
  { output, progress }: CommandStreams,
): Promise<RunningEventHubs> {
  const { eventHubs, json } = parseCommand(args, call, { output, progress });
  const running = await startEventHubs({ ...eventHubs, log: (line) => void progress.write(`${line}\n`) });
  const lines = json ? [jsonAnnouncement(running)] : announcement(running, eventHubs);
  output.write(lines.map((line) => `${line}\n`).join(''));
  return running;
}

/** The message of an error with a code, which a person can mend; undefined for any other, a fault of ours. */
function mendable(error: unknown): string | undefined {
  if (errorCode(error) === undefined || typeof error !== 'object' || error === null) return undefined;
  return 'message' in error ? String(error.message) : errorCode(error);
}
