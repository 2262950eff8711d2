import type { PolicyDefinition } from './options.ts';

/** How clients without TLS reach the emulator: with each policy, and with the first. */
export function connectionStrings(policies: readonly PolicyDefinition[], port: number) {
  const of = ({ name, key }: PolicyDefinition): string =>
    `Endpoint=sb://localhost:${port};SharedAccessKeyName=${name};SharedAccessKey=${key};UseDevelopmentEmulator=true;`;
  return {
    connectionString: policies.map(of)[0] ?? '',
    connectionStrings: Object.fromEntries(policies.map((policy) => [policy.name, of(policy)])),
  };
}
