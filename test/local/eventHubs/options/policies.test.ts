import { describe, expect, it } from '@jest/globals';
import type { PolicyDefinition } from '../../../../local/eventHubs/index.ts';
import { resolveOptions } from '../../../../local/eventHubs/resolveOptions.ts';

const policiesOf = (...policy: readonly (PolicyDefinition | string)[]) => resolveOptions({ policy }).policies;

describe('policies', () => {
  it.each([
    ['reader=secret:Listen', { name: 'reader', key: 'secret', claims: ['Listen'] }],
    ['both=secret:Listen,Send', { name: 'both', key: 'secret', claims: ['Listen', 'Send'] }],
    ['root=a+b/c==:Manage', { name: 'root', key: 'a+b/c==', claims: ['Manage'] }],
    ['root=a:b:c=:listen, send', { name: 'root', key: 'a:b:c=', claims: ['Listen', 'Send'] }],
    [
      { name: 'r', key: 'k', claims: ['Send'] as const },
      { name: 'r', key: 'k', claims: ['Send'] },
    ],
  ])('%j is read: the name ends at the first "=", the key at the last colon', (policy, expected) => {
    expect(policiesOf(policy)).toEqual([expected]);
  });

  it.each([
    ['secret', 'Policy 2 is not of the form name=key:claims.'],
    ['name=secret', 'Policy 2 is not of the form name=key:claims.'],
    ['name=secret:', 'Policy 2 is not of the form name=key:claims.'],
    ['name=secret:Sned', 'Policy 2 is not of the form name=key:claims.'],
    ['c:Listen=secret', 'Policy 2 is not of the form name=key:claims.'],
    ['=secret:Send', 'The name of policy 2 is not valid.'],
    ['a b=secret:Send', 'The name of policy 2 is not valid.'],
    ['name=:Send', 'The key of policy 2 is not valid. It must be 1 to 256 characters without ";" and spaces.'],
    ['name=secret;secret:Send', 'The key of policy 2 is not valid.'],
    ['name=secret :Send', 'The key of policy 2 is not valid.'],
    [{ name: 'name', key: 'secret', claims: [] }, 'The claims of policy 2 must be a list of one or more of Listen'],
  ])('%j is refused without a word of it, since any part of it may be a key', (policy, message) => {
    const refused = (): unknown => policiesOf('first=k:Send', policy);
    expect(refused).toThrow(message);
    expect(refused).not.toThrow('secret');
  });

  it('cannot have one name twice', () => {
    expect(() => policiesOf('a=1:Send', 'A=2:Listen')).toThrow('Policy "A" is defined twice.');
  });

  it('are at least one', () => {
    expect(() => policiesOf()).toThrow('No policy is defined.');
  });
});
