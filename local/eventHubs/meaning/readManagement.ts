import { hubProperties } from '../wire/hubProperties.ts';
import { partitionProperties } from '../wire/partitionProperties.ts';
import type { Request } from '../wire/request.ts';
import type { Response } from '../wire/response.ts';
import { longestAddress } from './address.ts';
import { unauthorized } from './authorizationErrors.ts';
import type { Hub } from './hub.ts';
import type { TokenDesk } from './putToken.ts';
import { sasPrefix } from './sasToken.ts';
import { addressTooLong, badPartition, badProperty, notFound, type ServiceError } from './serviceError.ts';
import { verifyJwt, verifySas } from './verifyToken.ts';

export interface ManagementDesk extends TokenDesk {
  /** Names the namespace in refusals. */
  readonly host: string;
}

/**
 * Answers a READ of a hub or a partition. The hub comes from the request, since clients address the node differently.
 * Source: azure-sdk-for-js, event-hubs/src/managementClient.ts; measured.
 */
export function readManagement({ properties }: Request, desk: ManagementDesk): Response {
  if (properties.get('operation') !== 'READ') return refused(400, badProperty('operation'));
  const name = properties.get('name') ?? '';
  if (name.length > longestAddress) return refused(404, addressTooLong(name.length, longestAddress));
  const refusal = refusalOf(name.toLowerCase(), properties.get('security_token'), desk);
  if (refusal) return refused(401, refusal);
  const hub = desk.namespace.hub(name);
  if (!hub) return refused(404, notFound(`sb://${desk.host}/${name}`.toLowerCase()));
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

/**
 * The token in the request decides, where there is one: .NET puts none to `$cbs` for this node (azure-sdk-for-net,
 * AmqpConnectionScope.CreateManagementLinkAsync). Else any claim over the hub will do.
 */
function refusalOf(hub: string, token: string | undefined, desk: ManagementDesk): ServiceError | undefined {
  const path = `${hub}/$management`;
  if (token === undefined) {
    return desk.authorization.reaches(path) ? undefined : unauthorized('Listen', `sb://${desk.host}/${path}`);
  }
  const verify = token.startsWith(sasPrefix) ? verifySas : verifyJwt;
  const grant = verify({ text: token, audience: { path } }, desk.keys, desk.clock());
  return 'condition' in grant ? grant : undefined;
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
