import type { Claim, PolicyDefinition } from '../options.ts';
import { refuse } from './refuse.ts';

export const claims: readonly Claim[] = ['Listen', 'Send', 'Manage'];

/**
 * Reads `name=key:Listen,Send,Manage`. The name ends at the first `=` and the key at the last colon, since keys may hold
 * both. Name and key are not checked here. `ordinal` stands for the policy in messages, where nothing of the text may
 * appear: whatever part of it is taken for the name could be a key.
 * @throws EventHubsOptionsError when the text does not have that form
 */
export function parsePolicy(text: string, ordinal: number): PolicyDefinition {
  const equals = text.indexOf('=');
  const colon = text.lastIndexOf(':');
  const parsed = text
    .slice(colon + 1)
    .split(',')
    .map(parseClaim);
  const known = parsed.filter((claim) => claim !== undefined);
  if (equals < 0 || colon < equals || known.length < parsed.length) {
    refuse(
      `Policy ${ordinal} is not of the form name=key:claims. End it in one or more of Listen, Send and Manage, as in reader=thekey:Listen.`,
    );
  }
  return { name: text.slice(0, equals), key: text.slice(equals + 1, colon), claims: known };
}

function parseClaim(text: string): Claim | undefined {
  return claims.find((claim) => claim.toLowerCase() === text.trim().toLowerCase());
}
