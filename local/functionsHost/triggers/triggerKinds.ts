import { prepareEventHub } from '../eventHubs/prepareEventHub.ts';
import type { ExtensionBundle } from '../hostJson/extensionBundle.ts';
import { prepareTimer } from '../timer/timerTrigger.ts';
import type { PrepareTrigger } from './trigger.ts';

export type TriggerSupport =
  | { readonly prepare: PrepareTrigger }
  /** Why the host leaves functions of this type alone. */
  | { readonly skipped: string };

export interface Registration {
  readonly triggerType: string;
  readonly otherBindings: readonly string[];
  readonly bundle: ExtensionBundle | undefined;
}

/**
 * What serves a function, by the type of its trigger, compared without case. One with inputs or outputs besides is left
 * alone: it would run without the first and lose the second without a word.
 */
export function supportOf({ triggerType, otherBindings, bundle }: Registration): TriggerSupport {
  const prepare = preparations[triggerType.toLowerCase()];
  if (prepare === undefined) return { skipped: 'the local host does not know this trigger' };
  if (otherBindings.length > 0) {
    return { skipped: `the local host does not serve its other bindings: ${otherBindings.join(', ')}` };
  }
  if (prepare === prepareEventHub && bundle === undefined) {
    return { skipped: 'host.json names no extensionBundle, so there is no Event Hubs extension' };
  }
  return { prepare };
}

const preparations: Readonly<Record<string, PrepareTrigger>> = {
  timertrigger: prepareTimer,
  eventhubtrigger: prepareEventHub,
};
