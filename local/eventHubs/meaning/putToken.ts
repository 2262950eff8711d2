import type { Request } from '../wire/request.ts';
import type { Response } from '../wire/response.ts';
import { pathOf } from './address.ts';
import type { Namespace } from './namespace.ts';
import { badProperty, notFound } from './serviceError.ts';

const tokenTypes: ReadonlySet<string | undefined> = new Set(['servicebus.windows.net:sastoken', 'jwt']);

/**
 * Answers a put-token: who may do what under which name. The token must have the form of its type and name a hub there
 * is; its signature, its expiry and its claims are not looked at yet. Claims-based security: measured, and
 * https://docs.oasis-open.org/amqp/amqp-cbs/v1.0/amqp-cbs-v1.0.html.
 */
export function putToken({ properties, text }: Request, namespace: Namespace): Response {
  if (properties.get('operation') !== 'put-token') return refused(400, badProperty('operation').description);
  if (!tokenTypes.has(properties.get('type'))) return refused(400, badProperty('type').description);
  const audience = properties.get('name') ?? '';
  if (!isKnown(audience, namespace)) {
    return { ...refused(404, notFound(audience.toLowerCase()).description), condition: 'amqp:not-found' };
  }
  if (!hasForm(properties.get('type'), text)) {
    return {
      ...refused(401, 'InvalidSignature: The token has an invalid signature.'),
      condition: 'com.microsoft:auth-failed',
    };
  }
  return { status: 202, description: 'Accepted' };
}

function refused(status: number, description: string): Response {
  return { status, description };
}

/** An audience is a hub or any path below it; a client-wide token names no path, a node's one starts with `$`. */
function isKnown(audience: string, namespace: Namespace): boolean {
  const [hub = ''] = pathOf(audience).split('/');
  return hub === '' || hub.startsWith('$') || namespace.hub(hub) !== undefined;
}

/** `SharedAccessSignature sr=…&sig=…&se=…&skn=…`, or three parts of base64url. */
function hasForm(type: string | undefined, token = ''): boolean {
  if (type === 'jwt') return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);
  const fields = new Map(
    token
      .replace(/^SharedAccessSignature /, '')
      .split('&')
      .map((field): [string, string] => {
        const [name = '', ...value] = field.split('=');
        return [name, value.join('=')];
      }),
  );
  return (
    token.startsWith('SharedAccessSignature ') &&
    ['sr', 'sig', 'se', 'skn'].every((name) => (fields.get(name) ?? '') !== '')
  );
}
