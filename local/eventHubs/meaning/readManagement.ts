import { hubProperties } from '../wire/hubProperties.ts';
import { partitionProperties } from '../wire/partitionProperties.ts';
import type { Request } from '../wire/request.ts';
import type { Response } from '../wire/response.ts';
import type { Hub } from './hub.ts';
import type { Namespace } from './namespace.ts';
import { badPartition, badProperty, notFound, type ServiceError } from './serviceError.ts';

/**
 * Answers a READ of a hub or a partition. The hub comes from the request, since clients address the node differently.
 * Source: azure-sdk-for-js, event-hubs/src/managementClient.ts; measured. `host` names the namespace in refusals.
 */
export function readManagement({ properties }: Request, namespace: Namespace, host: string): Response {
  if (properties.get('operation') !== 'READ') return refused(400, badProperty('operation'));
  const name = properties.get('name') ?? '';
  const hub = namespace.hub(name);
  if (!hub) return refused(404, notFound(`sb://${host}/${name}`.toLowerCase()));
  switch (properties.get('type')) {
    case 'com.microsoft:eventhub':
      return hubProperties({
        name: hub.name,
        createdAt: hub.createdAt,
        partitionIds: hub.partitions.map(({ id }) => id),
      });
    case 'com.microsoft:partition':
      return readPartition(hub, properties.get('partition') ?? '');
    default:
      return refused(400, badProperty('type'));
  }
}

function readPartition(hub: Hub, id: string): Response {
  const partition = hub.partition(id);
  if (!partition) return refused(400, badPartition(hub.partitions.length));
  const { beginSequenceNumber, last } = partition.log;
  const isEmpty = last.sequenceNumber < beginSequenceNumber;
  return partitionProperties({ hub: hub.name, partition: id, beginSequenceNumber, last, isEmpty });
}

function refused(status: number, { condition, description }: ServiceError): Response {
  return { status, condition, description };
}
