import type { Hub, Partition } from '../meaning/hub.ts';
import { type Answer, failure, json } from './answer.ts';
import { describeEvent, type EventDescription } from './describeEvent.ts';
import { readBefore, readFrom } from './readEvents.ts';
import { type SequenceRange, sequenceRange } from './sequenceRange.ts';

/** A partition that a path names. */
export interface Place {
  readonly hub: Hub;
  readonly partition: Partition;
}

export interface EventsPage extends SequenceRange {
  readonly hub: string;
  readonly partition: string;
  readonly events: readonly EventDescription[];
}

const limits = { bodyBytes: 4096, entries: 50, length: 512 };
const defaultCount = 25;
const maxCount = 100;
const wholeNumber = /^\d{1,15}$/;

/**
 * Some events in the order of their sequence numbers: those from `from` on, those right before `before`, or the newest;
 * up to `count`, and fewer where they are large. Bodies and properties are cut; one event alone is shown in full.
 */
export async function eventsAnswer({ hub, partition }: Place, query: URLSearchParams): Promise<Answer> {
  const { log } = partition;
  const [from, before, count = defaultCount] = ['from', 'before', 'count'].map((name) => numberIn(query, name));
  if (Number.isNaN(from) || Number.isNaN(before) || (from !== undefined && before !== undefined)) return badQuery;
  if (!(count >= 1 && count <= maxCount)) return badQuery;
  const end = Math.min(before ?? Number.POSITIVE_INFINITY, log.last.sequenceNumber + 1);
  const events = from === undefined ? await readBefore(log, end, count) : await readFrom(log, from, count);
  const page: EventsPage = {
    hub: hub.name,
    partition: partition.id,
    ...sequenceRange(log),
    events: events.map((event) => describeEvent(event, limits)),
  };
  return json(200, page);
}

const badQuery = failure(
  400,
  `Ask with "from" or "before", a sequence number, for the newest events with neither; "count" is 1 to ${maxCount}.`,
);

/** Not a number when it is there and is none. */
function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return wholeNumber.test(text) ? Number(text) : Number.NaN;
}
