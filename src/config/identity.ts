import type { Settings } from './settings.ts';

/** Who we are to a service that takes no key: the function app's own identity, or whoever is signed in. */
export interface Identity {
  readonly managed: boolean;
  /** Of a user-assigned identity. */
  readonly clientId?: string;
}

/** https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections */
export function readIdentity({ get }: Settings, connection: string): Identity {
  const clientId = get(`${connection}__clientId`);
  const managed = get(`${connection}__credential`)?.toLowerCase() === 'managedidentity';
  return { managed, ...(clientId !== undefined && { clientId }) };
}
