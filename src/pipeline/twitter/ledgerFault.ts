import { PollError } from './pollError.ts';

/** Why the count of posts could not be saved, fit for a log. Throws a PollError on: with that no run may go on. */
export function ledgerFault(error: unknown): string {
  if (error instanceof PollError) throw error;
  return error instanceof Error ? error.message : String(error);
}
