import type { Request } from '../wire/request.ts';
import type { Response } from '../wire/response.ts';
import { longestAddress } from './address.ts';
import { type Authorization, maxGrants } from './authorization.ts';
import { tooManyGrants } from './authorizationErrors.ts';
import type { Keys } from './keys.ts';
import type { Namespace } from './namespace.ts';
import { parseResource, type Resource } from './resource.ts';
import { addressTooLong, badProperty, notFound, type ServiceError } from './serviceError.ts';
import { type VerifyToken, verifyJwt, verifySas } from './verifyToken.ts';

export interface TokenDesk {
  readonly namespace: Namespace;
  readonly keys: Keys;
  /** Of the connection that brings the token. */
  readonly authorization: Authorization;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

const verifiers: ReadonlyMap<string, VerifyToken> = new Map([
  ['servicebus.windows.net:sastoken', verifySas],
  ['jwt', verifyJwt],
]);

/**
 * Answers a put-token: takes down what its token allows over the claimed audience, or says why it allows nothing. The
 * request's own `expiration` counts for nothing, as in the service (measured). Claims-based security: measured, and
 * https://docs.oasis-open.org/amqp/amqp-cbs/v1.0/amqp-cbs-v1.0.html.
 */
export function putToken({ properties, text = '' }: Request, desk: TokenDesk): Response {
  if (properties.get('operation') !== 'put-token') return malformed('operation');
  const verify = verifiers.get(properties.get('type') ?? '');
  if (!verify) return malformed('type');
  const name = properties.get('name') ?? '';
  if (name.length > longestAddress) return refused(404, addressTooLong(name.length, longestAddress));
  const audience = parseResource(name);
  if (!audience) return refused(404, notFound(name.toLowerCase()));
  const grant = verify({ text, audience }, desk.keys, desk.clock());
  if ('condition' in grant) return refused(401, grant);
  if (!isKnown(audience, desk.namespace)) return refused(404, notFound(name.toLowerCase()));
  if (!desk.authorization.add(grant)) return refused(403, tooManyGrants(maxGrants));
  return { status: 202, description: 'Accepted' };
}

function malformed(property: string): Response {
  return { status: 400, description: badProperty(property).description };
}

function refused(status: number, { condition, description }: ServiceError): Response {
  return { status, condition, description };
}

/** A client-wide token names no path, one for a node a path that starts with `$`. */
function isKnown({ path }: Resource, namespace: Namespace): boolean {
  const [hub = ''] = path.split('/', 1);
  return hub === '' || hub.startsWith('$') || namespace.hub(hub) !== undefined;
}
