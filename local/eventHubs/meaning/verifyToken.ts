import type { Grant } from './authorization.ts';
import { expiredToken, invalidSignature, jwtNotAccepted, malformedJwt, wrongAudience } from './authorizationErrors.ts';
import { parseJsonWebToken } from './jsonWebToken.ts';
import { everyClaim, type Keys, policyNamed } from './keys.ts';
import { type Claimed, covers, parseResource } from './resource.ts';
import { decoded, isSignedWith, parseSasToken } from './sasToken.ts';
import type { ServiceError } from './serviceError.ts';

/** A token and what its sender wants to have by it. */
export interface PresentedToken {
  readonly text: string;
  readonly audience: Claimed;
}

/** What a token allows over its audience; or why it allows nothing. `now` is in milliseconds since 1970. */
export type VerifyToken = (token: PresentedToken, keys: Keys, now: number) => Grant | ServiceError;

/** Longer ones are not looked at. Tokens of Entra ID have some thousand characters. */
const maxTokenLength = 64 * 1024;

/** For shared access signatures. */
export const verifySas: VerifyToken = ({ text, audience }, keys, now) => {
  const token = text.length > maxTokenLength ? undefined : parseSasToken(text);
  const policy = token && policyNamed(token.keyName, keys);
  // The service tells an unknown name from a wrong key as little as we do (measured, not documented).
  if (!token || !policy || !isSignedWith(policy.key, token)) return invalidSignature();
  const expiresAt = Number(token.expiry) * 1000;
  if (expiresAt <= now) return expiredToken(expiresAt);
  const resource = parseResource(decoded(token.resource) ?? '');
  if (!resource || !covers(resource, audience)) return wrongAudience();
  return { path: audience.path, claims: policy.claims, expiresAt };
};

/** For JSON Web Tokens, which grant all or nothing. */
export const verifyJwt: VerifyToken = ({ text, audience }, keys, now) => {
  if (!keys.acceptAnyJwt) return jwtNotAccepted();
  const token = text.length > maxTokenLength ? undefined : parseJsonWebToken(text);
  if (!token) return malformedJwt();
  if (token.expiresAt <= now) return expiredToken(token.expiresAt);
  return { path: audience.path, claims: everyClaim, expiresAt: token.expiresAt };
};
