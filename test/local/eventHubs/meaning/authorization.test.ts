import { beforeEach, describe, expect, it } from '@jest/globals';
import { Authorization, maxGrants } from '../../../../local/eventHubs/meaning/authorization.ts';
import type { Claim } from '../../../../local/eventHubs/options.ts';

describe('what a connection may do', () => {
  let now: number;
  let authorization: Authorization;
  beforeEach(() => {
    now = 1000;
    authorization = new Authorization(() => now);
  });
  const add = (path: string, claims: readonly Claim[], expiresAt = 2000): boolean =>
    authorization.add({ path, claims, expiresAt });
  const reader = 'tweets/consumergroups/$default/partitions/0';

  it('is nothing without a token', () => {
    expect(authorization.allows({ claim: 'Listen', path: reader })).toBe(false);
    expect(authorization.reaches('tweets')).toBe(false);
  });

  it.each(['', 'tweets', 'tweets/consumergroups/$default', reader])(
    'reaches from "%s" down to a reader below it',
    (path) => {
      add(path, ['Listen']);
      expect(authorization.allows({ claim: 'Listen', path: reader })).toBe(true);
    },
  );

  it.each(['tweet', 'tweets2', 'tweets/partitions', `${reader}/more`, 'tweets/consumergroups/$default/partitions/00'])(
    'does not reach from "%s" to a reader beside or above it',
    (path) => {
      add(path, ['Listen']);
      expect(authorization.allows({ claim: 'Listen', path: reader })).toBe(false);
    },
  );

  it.each<[Claim, readonly Claim[]]>([
    ['Listen', ['Listen']],
    ['Send', ['Send']],
    // Manage includes the others: learn.microsoft.com, authorize-access-shared-access-signature.
    ['Manage', ['Listen', 'Send', 'Manage']],
  ])('is by %s: %j', (claim, allowed) => {
    add('tweets', [claim]);
    const all: readonly Claim[] = ['Listen', 'Send', 'Manage'];
    expect(all.filter((each) => authorization.allows({ claim: each, path: 'tweets' }))).toEqual(allowed);
    expect(authorization.reaches('tweets/$management')).toBe(true);
  });

  it('adds up over tokens for different audiences', () => {
    add('', ['Listen']);
    add('tweets', ['Send']);
    expect(authorization.allows({ claim: 'Listen', path: 'tweets' })).toBe(true);
    expect(authorization.allows({ claim: 'Send', path: 'tweets' })).toBe(true);
    expect(authorization.allows({ claim: 'Send', path: 'other' })).toBe(false);
  });

  it('ends when the token expires, and lasts when it is renewed', () => {
    add('tweets', ['Send']);
    now = 1999;
    expect(authorization.expiryOf({ claim: 'Send', path: 'tweets' })).toBe(2000);
    now = 2000;
    expect(authorization.expiryOf({ claim: 'Send', path: 'tweets' })).toBeUndefined();
    add('tweets', ['Send'], 3000);
    expect(authorization.expiryOf({ claim: 'Send', path: 'tweets' })).toBe(3000);
  });

  it('lasts as long as the longest of the tokens that allow it', () => {
    add('', ['Manage'], 5000);
    add('tweets', ['Send'], 3000);
    expect(authorization.expiryOf({ claim: 'Send', path: 'tweets/partitions/0' })).toBe(5000);
  });

  it('is what the newest token for an audience says, even if it says less', () => {
    add('tweets', ['Send']);
    add('tweets', ['Listen']);
    expect(authorization.allows({ claim: 'Send', path: 'tweets' })).toBe(false);
  });

  it('holds a bounded number of tokens, and gives expired ones up for new ones', () => {
    for (let number = 0; number < maxGrants; number++) add(`tweets/${number}`, ['Send']);
    expect(add('one/more', ['Send'], 5000)).toBe(false);
    expect(add('tweets/7', ['Listen'], 5000)).toBe(true);
    now = 2000;
    expect(add('one/more', ['Send'], 5000)).toBe(true);
    expect(authorization.allows({ claim: 'Listen', path: 'tweets/7' })).toBe(true);
  });

  it('does not follow a path without end', () => {
    add('a', ['Send']);
    expect(authorization.allows({ claim: 'Send', path: 'a/'.repeat(1_000_000) })).toBe(true);
    expect(authorization.allows({ claim: 'Send', path: '/'.repeat(1_000_000) })).toBe(false);
  });
});
