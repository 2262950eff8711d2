import type { TokenCredential } from '@azure/identity';
import { safeText } from '../../local/view/safeText.ts';
import { within } from '../../src/adapters/within.ts';
import { isRecord } from '../../src/pipeline/tweet.ts';

/** Whom Azure sees when a command asks it; what is not known is left out. */
export interface SignedIn {
  /** Of the person, or of the service principal; roles are given to it. */
  readonly objectId?: string;
  readonly name?: string;
}

const timeLimitMs = 30_000;

/**
 * Reads it from a token, since a guest's sign-in name is not what the directory knows them by. Nothing but these two
 * claims leaves the token. Never rejects. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export async function signedIn(credential: TokenCredential): Promise<SignedIn> {
  try {
    const token = await within(timeLimitMs, Promise.resolve(credential.getToken('https://storage.azure.com/.default')));
    return claimsOf(token?.token ?? '');
  } catch {
    return {};
  }
}

function claimsOf(token: string): SignedIn {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const { oid, upn, unique_name: uniqueName, appid } = isRecord(claims) ? claims : {};
  const name = [upn, uniqueName, appid].find((claim) => typeof claim === 'string');
  const isId = typeof oid === 'string' && /^[\da-f-]{36}$/i.test(oid);
  return { ...(isId && { objectId: oid }), ...(typeof name === 'string' && { name: safeText(name) }) };
}
