import type { TokenCredential } from '@azure/identity';

/** Who we are to a service that takes no key. */
export interface Identity {
  /** The function app's own identity, as `__credential` = `managedidentity` says. */
  readonly managed: boolean;
  /** Of a user-assigned identity. */
  readonly clientId?: string;
}

/**
 * Without `managed`: the environment, a workload, the app's identity or whoever is signed in, in the SDK's order. The
 * SDK is loaded with the first token: it takes long, and a connection string needs nothing of it.
 */
export function credentialOf(identity: Identity): TokenCredential {
  let credential: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) => {
      credential ??= load(identity);
      return (await credential).getToken(scopes, options);
    },
  };
}

async function load({ managed, clientId }: Identity): Promise<TokenCredential> {
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  if (managed) return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
  return new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {});
}
