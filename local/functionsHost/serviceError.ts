import { messageOf } from './functionsHostError.ts';

const noSignIn = ['AggregateAuthenticationError', 'CredentialUnavailableError', 'AuthenticationRequiredError'];

/**
 * One line about a failure of a service reached through the settings of `connection`: what it said first, without the ids
 * that it adds for its support and that differ each time. Of a sign-in, where the client tells in a dozen lines what it
 * has tried, the line says what to do.
 */
export function describeServiceError(error: unknown, connection: string): string {
  const last = lastOf(error);
  if (last instanceof Error && isNoSignIn(last)) {
    return (
      `nobody is signed in here whom the service could let in. Run az login, or set ${connection}__tenantId, ${connection}__clientId ` +
      `and ${connection}__clientSecret; ${connection}__credential=managedidentity works in Azure alone.`
    );
  }
  const [line = ''] = messageOf(last).split(/[\r\n]|\s*(?:TrackingId|Reference|RequestId):/);
  return line.trim();
}

/** After several attempts the client throws an AggregateError of them all. */
function lastOf(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors.at(-1) ?? error) : error;
}

/** The client may have wrapped the error of the sign-in and kept its text alone. */
function isNoSignIn({ name, message }: Error): boolean {
  return (
    noSignIn.includes(name) ||
    /^(?:ChainedTokenCredential authentication failed|CredentialUnavailableError)/.test(message)
  );
}
