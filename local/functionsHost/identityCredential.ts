import type { TokenCredential } from '@azure/identity';
import type { Settings } from './settings.ts';

/**
 * The identity of an identity-based connection: `<connection>__credential`, `__clientId`, `__tenantId`, `__clientSecret`; without
 * them whoever is signed in on this machine.
 * https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections
 */
export async function identityCredential(settings: Settings, connection: string): Promise<TokenCredential> {
  // Loaded only where needed: it is large, and local connections have no identity.
  const identity = await import('@azure/identity');
  const [kind, clientId, tenantId, clientSecret] = ['credential', 'clientId', 'tenantId', 'clientSecret'].map(
    (member) => settings.get(`${connection}__${member}`) || undefined,
  );
  if (kind?.toLowerCase() === 'managedidentity') {
    return clientId === undefined
      ? new identity.ManagedIdentityCredential()
      : new identity.ManagedIdentityCredential({ clientId });
  }
  if (tenantId !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return new identity.ClientSecretCredential(tenantId, clientId, clientSecret);
  }
  return new identity.DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
}
