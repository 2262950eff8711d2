import { createHash, timingSafeEqual } from 'node:crypto';
import type { Claim, PolicyDefinition } from '../options.ts';

/** What tokens are checked against. */
export interface Keys {
  readonly policies: readonly PolicyDefinition[];
  /** Takes any JSON Web Token for a right to everything. */
  readonly acceptAnyJwt: boolean;
}

export const everyClaim: readonly Claim[] = ['Listen', 'Send', 'Manage'];

export function policyNamed(name: string, { policies }: Keys): PolicyDefinition | undefined {
  return policies.find((policy) => policy.name === name);
}

/** The policy whose name and key these are, as SASL PLAIN brings them; undefined when there is none. */
export function policyWith(name: string, key: string, keys: Keys): PolicyDefinition | undefined {
  const policy = policyNamed(name, keys);
  return policy && timingSafeEqual(digest(policy.key), digest(key)) ? policy : undefined;
}

/** Manage includes the other two (https://learn.microsoft.com/azure/event-hubs/authorize-access-shared-access-signature). */
export function includes(claims: readonly Claim[], claim: Claim): boolean {
  return claims.includes(claim) || claims.includes('Manage');
}

/** Of one length whatever the text, so that it can be compared in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
