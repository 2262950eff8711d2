import { claimFolder, publishRunning, type Running, releaseFolder } from '../running/running.ts';
import { describeServices } from './describe.ts';
import type { ServicesOptions } from './servicesOptions.ts';
import { type LocalServices, startServices } from './startServices.ts';

/** Adds to what running.json tells. */
export type Publish = (more: Partial<Running>) => void;

/**
 * Does some work while storage and hub run in a folder: takes the folder, starts them, tells where they are, and stops
 * them and frees the folder afterwards, however the work ends. Rejects with AlreadyRunningError when somebody has it.
 */
export async function withServices(
  options: ServicesOptions,
  work: (services: LocalServices, publish: Publish) => Promise<void>,
): Promise<void> {
  const { root, values, say } = options;
  const running: Running = { pid: process.pid, startedAt: new Date().toISOString() };
  claimFolder(root, running);
  try {
    const services = await startServices(options);
    try {
      const publish: Publish = (more) => publishRunning(root, { ...running, ...services.endpoints, ...more });
      publish({});
      for (const line of describeServices(services, values)) say(line);
      await work(services, publish);
    } finally {
      await services.close();
    }
  } finally {
    releaseFolder(root);
  }
}
