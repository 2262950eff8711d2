import { createHmac } from 'node:crypto';
import { parseEventHubConnectionString } from '@azure/event-hubs';

/**
 * The token that a client without the SDK shows for a hub.
 * https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature
 */
export function sharedAccessToken(connectionString: string, audience: string, expiresAtSeconds: number): string {
  const parsed = parseEventHubConnectionString(connectionString);
  const { sharedAccessKeyName = '', sharedAccessKey = '' } = 'sharedAccessKey' in parsed ? parsed : {};
  const resource = encodeURIComponent(audience);
  const signature = createHmac('sha256', sharedAccessKey).update(`${resource}\n${expiresAtSeconds}`).digest('base64');
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiresAtSeconds}&skn=${sharedAccessKeyName}`;
}
