import type { PartitionLog } from '../storage/partitionLog.ts';
import type { EventSections } from '../wire/eventSections.ts';
import { producerStamp } from '../wire/producerStamp.ts';
import { judgeEvents, type Producer } from './producers.ts';
import type { ServiceError } from './serviceError.ts';

/**
 * Stores the events of an idempotent producer, unless they are stored. Resolves when they are safe, or with why they
 * are refused. @throws StorageError, MalformedMessageError
 */
export async function publishOnce(
  events: readonly EventSections[],
  producer: Producer,
  log: PartitionLog,
): Promise<ServiceError | undefined> {
  const judged = judgeEvents(events.map(producerStamp), producer, log.producer(producer.id));
  if (judged.verdict === 'refuse') return judged.error;
  // Stored is not safe yet: an append without anything waits for all before it.
  if (judged.verdict === 'repeated') await log.append([]);
  else await log.append(events, judged.state);
  return undefined;
}
