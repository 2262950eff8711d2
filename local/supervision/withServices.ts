import { claimFolder, publishRunning, type Running, releaseFolder } from '../running/running.ts';
import { describeServices } from './describe.ts';
import type { ServicesOptions } from './servicesOptions.ts';
import { type LocalServices, startServices } from './startServices.ts';
import { type Endings, watchEndings } from './watchEndings.ts';

export interface Run {
  readonly services: LocalServices;
  readonly endings: Endings;
  /** Adds to what running.json tells. */
  readonly publish: (more: Partial<Running>) => void;
}

/** The usual exit code of a command that Ctrl-C has cut short. */
const interrupted = 130;

/**
 * Does some work while storage and hub run in a folder: takes the folder, starts them, tells where they are, and stops
 * them and frees the folder afterwards, however the work ends. Rejects with AlreadyRunningError when somebody has it.
 */
export async function withServices(options: ServicesOptions, work: (run: Run) => Promise<void>): Promise<void> {
  const { root, values, say } = options;
  const running: Running = { pid: process.pid, startedAt: new Date().toISOString() };
  // Nothing is worth keeping before the work begins, so a start that is asked to end just ends: its processes go with it.
  const endings = watchEndings(() => {
    releaseFolder(root);
    process.exit(interrupted);
  });
  claimFolder(root, running);
  try {
    const services = await startServices(options);
    try {
      const publish: Run['publish'] = (more) => publishRunning(root, { ...running, ...services.endpoints, ...more });
      publish({});
      for (const line of describeServices(services, values)) say(line);
      await work({ services, endings, publish });
    } finally {
      endings.handle(() => undefined);
      await services.close();
    }
  } finally {
    releaseFolder(root);
  }
}
