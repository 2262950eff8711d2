import type { Authorization } from './authorization.ts';
import { type Keys, policyWith } from './keys.ts';

/** Gives a client that knows a policy's name and key all that the policy allows, as long as its connection lasts. */
export function signIn(name: string, key: string, keys: Keys, authorization: Authorization): boolean {
  const policy = policyWith(name, key, keys);
  if (!policy) return false;
  return authorization.add({ path: '', claims: policy.claims, expiresAt: Number.POSITIVE_INFINITY });
}
