import { DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';

/** Who we are to a service that takes no key. */
export interface Identity {
  /** The function app's own identity, as `__credential` = `managedidentity` says. */
  readonly managed: boolean;
  /** Of a user-assigned identity. */
  readonly clientId?: string;
}

/** Without `managed`: the environment, a workload, the app's identity or whoever is signed in, in the SDK's order. */
export function credentialOf({ managed, clientId }: Identity): TokenCredential {
  if (managed) return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
  return new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {});
}
