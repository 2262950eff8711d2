import type { PolicyDefinition } from '../options.ts';
import { policyName, repeated } from './nameRules.ts';
import { claims, parsePolicy } from './parsePolicy.ts';
import { refuse } from './refuse.ts';
import { matching } from './rules.ts';

/** In a connection string `;` ends the key, and clients trim what stands around it. */
const policyKey = matching(/^[^\s;\p{Cc}]{1,256}$/u, '1 to 256 characters without ";" and spaces');

/**
 * No message says anything of a key.
 * @throws EventHubsOptionsError naming the first policy that cannot be served
 */
export function checkPolicies(given: readonly (PolicyDefinition | string)[]): readonly PolicyDefinition[] {
  if (given.length === 0)
    refuse('No policy is defined. Give at least one, or leave the option out for the well-known key.');
  const policies = given.map((each, index) => checkPolicy(each, index + 1));
  const twice = repeated(policies.map(({ name }) => name));
  if (twice !== undefined) refuse(`Policy "${twice}" is defined twice. Name it once; case does not count.`);
  return policies;
}

function checkPolicy(given: PolicyDefinition | string, ordinal: number): PolicyDefinition {
  const policy = typeof given === 'string' ? parsePolicy(given, ordinal) : given;
  if (typeof policy !== 'object' || policy === null) refuse(`Policy ${ordinal} is neither a text nor an object.`);
  if (!policyName.accepts(policy.name))
    refuse(`The name of policy ${ordinal} is not valid. It must be ${policyName.must}.`);
  if (!policyKey.accepts(policy.key))
    refuse(`The key of policy ${ordinal} is not valid. It must be ${policyKey.must}.`);
  if (!Array.isArray(policy.claims) || policy.claims.length === 0 || !policy.claims.every(isClaim))
    refuse(`The claims of policy ${ordinal} must be a list of one or more of ${claims.join(', ')}.`);
  return policy;
}

function isClaim(claim: unknown): boolean {
  return claims.some((known) => known === claim);
}
