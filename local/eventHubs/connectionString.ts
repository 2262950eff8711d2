import { isIPv6 } from 'node:net';
import type { PolicyDefinition } from './options.ts';

export interface Endpoint {
  readonly port: number;
  /** Undefined, and where it stands for all addresses, clients are told `localhost`. */
  readonly host?: string | undefined;
}

/**
 * How clients reach the emulator without TLS: with each policy, and with the first. The form is of
 * https://learn.microsoft.com/azure/event-hubs/test-locally-with-event-hub-emulator, with the port.
 */
export function connectionStrings(policies: readonly PolicyDefinition[], endpoint: Endpoint) {
  const { first, each } = stringsOf(policies, `sb://${authority(endpoint)}`, 'UseDevelopmentEmulator=true;');
  return { connectionString: first, connectionStrings: each };
}

/** The same with TLS, which all clients use unless told that this is an emulator. */
export function tlsConnectionStrings(policies: readonly PolicyDefinition[], endpoint: Endpoint | undefined) {
  if (!endpoint) return { tlsConnectionString: undefined, tlsConnectionStrings: undefined };
  const { first, each } = stringsOf(policies, `sb://${authority(endpoint)}/`, '');
  return { tlsConnectionString: first, tlsConnectionStrings: each };
}

function stringsOf(policies: readonly PolicyDefinition[], endpoint: string, end: string) {
  const of = ({ name, key }: PolicyDefinition): string =>
    `Endpoint=${endpoint};SharedAccessKeyName=${name};SharedAccessKey=${key};${end}`;
  return {
    first: policies.map(of)[0] ?? '',
    each: Object.fromEntries(policies.map((policy) => [policy.name, of(policy)])),
  };
}

function authority({ host = 'localhost', port }: Endpoint): string {
  if (host === '0.0.0.0' || host === '::') return `localhost:${port}`;
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
