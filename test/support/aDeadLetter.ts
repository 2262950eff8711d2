import { type DeadLetter, deadLetter } from '../../src/pipeline/deadLetter.ts';
import type { HubEvent } from '../../src/pipeline/eventBatch.ts';
import { aBatch, aHubEvent } from './aHubEvent.ts';

export function aDeadLetter(parts: Partial<HubEvent> = {}, message = 'no JSON'): DeadLetter {
  const why = { reason: 'not-json', message } as const;
  return deadLetter(aHubEvent(parts), aBatch([]), why, new Date('2026-11-20T22:15:09Z'));
}
