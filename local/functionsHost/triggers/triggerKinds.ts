import { prepareEventHub } from '../eventHubs/prepareEventHub.ts';
import type { ExtensionBundle } from '../hostJson/extensionBundle.ts';
import { prepareTimer } from '../timer/timerTrigger.ts';
import type { PrepareTrigger } from './trigger.ts';

export type TriggerSupport =
  | { readonly prepare: PrepareTrigger }
  /** Why the host leaves functions of this type alone. */
  | { readonly skipped: string };

/** By type of the binding, which is compared without case. */
export function supportOf(triggerType: string, bundle: ExtensionBundle | undefined): TriggerSupport {
  switch (triggerType.toLowerCase()) {
    case 'timertrigger':
      return { prepare: prepareTimer };
    case 'eventhubtrigger':
      if (bundle !== undefined) return { prepare: prepareEventHub };
      return { skipped: 'host.json names no extensionBundle, so there is no Event Hubs extension' };
    default:
      return { skipped: 'the local host does not know this trigger' };
  }
}
