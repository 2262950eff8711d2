import type { StoredEvent } from '../storage/partitionLog.ts';
import { type Answer, failure, json } from './answer.ts';
import { bodyBytes } from './describeBody.ts';
import { describeEvent } from './describeEvent.ts';
import type { Place } from './eventsAnswer.ts';

const limits = { bodyBytes: 256 * 1024, entries: 100, length: 8192 };

/** One event, with as much of it as a page can show. */
export async function eventAnswer(place: Place, sequenceNumber: number): Promise<Answer> {
  const event = await eventAt(place, sequenceNumber);
  return event ? json(200, describeEvent(event, limits)) : noSuchEvent(place, sequenceNumber);
}

/** The whole body of one event, to be kept as a file and never to be shown by a browser as if it were a page. */
export async function bodyAnswer(place: Place, sequenceNumber: number): Promise<Answer> {
  const event = await eventAt(place, sequenceNumber);
  if (!event) return noSuchEvent(place, sequenceNumber);
  const name = `${place.hub.name}-${place.partition.id}-${sequenceNumber}.bin`;
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${name}"`,
  };
  return { status: 200, headers, body: bodyBytes(event.sections.rest) };
}

async function eventAt({ partition }: Place, sequenceNumber: number): Promise<StoredEvent | undefined> {
  const [event] = await partition.log.read(sequenceNumber, { events: 1, bytes: 1 });
  return event?.position.sequenceNumber === sequenceNumber ? event : undefined;
}

function noSuchEvent({ partition }: Place, sequenceNumber: number): Answer {
  const { beginSequenceNumber, last } = partition.log;
  const range = `from ${beginSequenceNumber} to ${last.sequenceNumber}`;
  return failure(404, `No event has the sequence number ${sequenceNumber}. The partition holds those ${range}.`);
}
