import type { HubEvent } from '../eventBatch.ts';
import { traceIdOf } from '../traceparent.ts';

const most = 5;

/** The first trace ids of the runs that published the events; none of events that do not say. */
export function producersOf(events: readonly HubEvent[]): readonly string[] {
  const found = new Set<string>();
  let before: string | undefined;
  for (const { properties } of events) {
    const parent = properties['Diagnostic-Id'];
    // Events of one run come together: the same trace, another span.
    if (typeof parent !== 'string' || (before !== undefined && parent.startsWith(before, 3))) continue;
    before = traceIdOf(parent);
    if (before !== undefined) found.add(before);
    if (found.size === most) break;
  }
  return [...found];
}
