import { describe, expect, it } from '@jest/globals';
import type { Keys } from '../../../../local/eventHubs/meaning/keys.ts';
import { parseResource } from '../../../../local/eventHubs/meaning/resource.ts';
import { verifyJwt, verifySas } from '../../../../local/eventHubs/meaning/verifyToken.ts';
import { aToken, type TokenChoice } from '../support/aToken.ts';

const now = Date.UTC(2026, 0, 1);
const keys: Keys = {
  policies: [
    { name: 'listener', key: 'geheim ü', claims: ['Listen'] },
    { name: 'two words', key: 'b', claims: ['Manage'] },
  ],
  acceptAnyJwt: false,
};
const mine = { keyName: 'listener', key: 'geheim ü', expiresAt: now + 60_000 };

const verify = (choice: TokenChoice, claimed = 'sb://localhost:5672/Tweets') => {
  const audience = parseResource(claimed);
  if (!audience) throw new Error(`${claimed} is no audience.`);
  return verifySas({ text: aToken({ ...mine, ...choice }), audience }, keys, now);
};

describe('verifying a shared access signature', () => {
  it("grants the policy's claims over the audience, until the token expires", () => {
    expect(verify({})).toEqual({ path: 'tweets', claims: ['Listen'], expiresAt: now + 60_000 });
  });

  it.each([
    ['sb://localhost:5672/tweets', 'sb://localhost:5672/tweets'],
    ['SB://LOCALHOST:5672/TWEETS/', 'sb://localhost:5672/tweets'],
    ['https://localhost/tweets', 'sb://localhost:5672/tweets'],
    ['amqps://127.0.0.1/tweets', 'amqp://[::1]:5672/tweets/Partitions/1'],
    ['localhost', 'sb://localhost/tweets/consumergroups/$default/partitions/0'],
    ['sb://ns.example/', 'sb://NS.example/tweets/$management'],
    ['sb://localhost/tweets/consumergroups/%24default', 'sb://localhost/tweets/ConsumerGroups/$Default/Partitions/3'],
  ])('takes what is signed for %s for %s', (resource, claimed) => {
    expect(verify({ resource }, claimed)).toMatchObject({ claims: ['Listen'] });
  });

  it.each([
    ['sb://localhost/other', 'sb://localhost/tweets'],
    ['sb://localhost/tweet', 'sb://localhost/tweets'],
    ['sb://localhost/tweets/partitions/1', 'sb://localhost/tweets'],
    ['sb://ns.example/tweets', 'sb://localhost/tweets'],
    ['sb://', 'sb://localhost/tweets'],
    ['/tweets', 'sb://localhost/tweets'],
    ['%', 'sb://localhost/tweets'],
  ])('refuses what is signed for %s for %s (azure-sdk-for-net, issue 27644)', (resource, claimed) => {
    expect(verify({ resource }, claimed)).toEqual({
      condition: 'com.microsoft:auth-failed',
      description: 'InvalidAudience: The authorization header contains a token with a wrong audience.',
    });
  });

  it.each<[string, TokenChoice]>([
    ['an unknown key name', { keyName: 'nobody' }],
    ["another policy's name", { keyName: 'two words' }],
    ['a wrong key', { key: 'geheim u' }],
    ['an unknown key name, long expired', { keyName: 'nobody', expiresAt: 0 }],
  ])('does not say more of %s than of a wrong signature (measured, not documented)', (_, choice) => {
    expect(verify(choice)).toEqual({
      condition: 'com.microsoft:auth-failed',
      description: 'InvalidSignature: The token has an invalid signature.',
    });
  });

  it('says when a token expired, also when that is this very moment (azure-sdk-for-js, issue 9601)', () => {
    expect(verify({ expiresAt: now })).toEqual({
      condition: 'com.microsoft:auth-failed',
      description: "ExpiredToken: The token is expired. Expiration time: '2026-01-01 00:00:00Z'",
    });
  });

  it('takes a key name that needs escapes', () => {
    expect(verify({ keyName: 'two words', key: 'b' })).toMatchObject({ claims: ['Manage'] });
  });

  it('does not look at a token of a megabyte', () => {
    expect(verify({ resource: `sb://localhost/${'a'.repeat(1_000_000)}` })).toMatchObject({
      condition: 'com.microsoft:auth-failed',
    });
  });
});

describe('JSON Web Tokens, which nobody can verify here', () => {
  const audience = { host: 'localhost', path: 'tweets' };
  const jwt = (payload: string): string => `eyJhbGciOiJub25lIn0.${Buffer.from(payload).toString('base64url')}.c2ln`;
  const take = (text: string) => verifyJwt({ text, audience }, { ...keys, acceptAnyJwt: true }, now);

  it('are refused, and the way out is named', () => {
    const refusal = verifyJwt({ text: jwt('{}'), audience }, keys, now);
    expect(refusal).toMatchObject({ condition: 'com.microsoft:auth-failed' });
    expect(refusal).toMatchObject({ description: expect.stringContaining('--accept-any-jwt') });
  });

  it('grant everything until they expire, where they are accepted', () => {
    const claims = ['Listen', 'Send', 'Manage'];
    const exp = now / 1000 + 60;
    expect(take(jwt(JSON.stringify({ exp })))).toEqual({ path: 'tweets', claims, expiresAt: now + 60_000 });
    expect(take(jwt('{}'))).toEqual({ path: 'tweets', claims, expiresAt: Number.POSITIVE_INFINITY });
  });

  it.each([
    ['an expired one', jwt(JSON.stringify({ exp: now / 1000 })), 'ExpiredToken'],
    ['one that expired before there was time', jwt('{"exp":-1e300}'), 'ExpiredToken'],
    ['an expiry that is no number', jwt('{"exp":"soon"}'), 'InvalidToken: The token is not a JSON Web Token.'],
    ['a payload that is no JSON', jwt('{'), 'InvalidToken: The token is not a JSON Web Token.'],
    ['a payload that is no object', jwt('[1]'), 'InvalidToken: The token is not a JSON Web Token.'],
    ['two parts', 'eyJhbGciOiJub25lIn0.e30', 'InvalidToken: The token is not a JSON Web Token.'],
    ['no token at all', '', 'InvalidToken: The token is not a JSON Web Token.'],
    ['a shared access signature', aToken(mine), 'InvalidToken: The token is not a JSON Web Token.'],
  ])('do not pass for %s', (_, text, reason) => {
    expect(take(text)).toMatchObject({ description: expect.stringContaining(reason) });
  });
});
