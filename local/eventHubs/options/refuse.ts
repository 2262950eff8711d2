import { EventHubsOptionsError } from '../options.ts';

/** `message` gives the fact, the value and the way out; never a key. @throws EventHubsOptionsError */
export function refuse(message: string): never {
  throw new EventHubsOptionsError(message);
}
