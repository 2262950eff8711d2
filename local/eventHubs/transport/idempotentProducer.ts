import { types } from 'rhea';
import type { Target } from '../meaning/namespace.ts';
import { producerWithoutPartition } from '../meaning/producerErrors.ts';
import { admitProducer, type Producer } from '../meaning/producers.ts';
import type { ServiceError } from '../meaning/serviceError.ts';
import { idempotentProducerCapability, producerNames } from '../wire/producerStamp.ts';
import type { RemoteAttach, ServerLink } from './rheaInternals.ts';

/** Random bits of a new id; numbers stay exact well beyond. */
const idHexDigits = 12;

/**
 * Admits what attaches as an idempotent producer, and puts into the answer what the client then works with; undefined
 * for any other link. `newId` gives UUIDs.
 */
export function openIdempotentProducer(
  { local, remote }: ServerLink,
  { partition }: Target,
  newId: () => string,
): Producer | ServiceError | undefined {
  if (![remote.attach.desired_capabilities].flat().includes(idempotentProducerCapability)) return undefined;
  if (!partition) return producerWithoutPartition();
  const { log } = partition;
  const asked = askedProducer(remote.attach);
  const admitted = admitProducer(
    asked,
    (id) => log.producer(id),
    () => numberOf(newId()),
  );
  if ('condition' in admitted) return admitted;
  const { producer, begun } = admitted;
  // When it cannot be kept, the log says so, and events will be refused for the same reason.
  if (begun) log.append([], begun).catch(() => undefined);
  local.attach.properties = {
    ...local.attach.properties,
    [producerNames.id]: types.wrap_long(producer.id),
    [producerNames.epoch]: types.wrap_short(producer.epoch),
    [producerNames.sequenceNumber]: types.wrap_int(producer.sequenceNumber),
  };
  return producer;
}

function askedProducer({ properties }: RemoteAttach): Parameters<typeof admitProducer>[0] {
  const asked = (name: string): number | undefined => {
    const value = properties?.[name] ?? undefined;
    // rhea gives a long beyond the exact numbers as bytes.
    return value === undefined || typeof value === 'number' ? value : Number.NaN;
  };
  return {
    id: asked(producerNames.id),
    epoch: asked(producerNames.epoch),
    sequenceNumber: asked(producerNames.sequenceNumber),
  };
}

function numberOf(uuid: string): number {
  return Number.parseInt(uuid.replaceAll('-', '').slice(0, idHexDigits), 16);
}
