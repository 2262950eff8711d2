import type { Claim } from '../options.ts';
import type { ServiceError } from './serviceError.ts';

/** Said of a wrong key, an unknown key name and a token that has not its form (measured, not documented). */
export function invalidSignature(): ServiceError {
  return {
    condition: 'com.microsoft:auth-failed',
    description: 'InvalidSignature: The token has an invalid signature.',
  };
}

/** `expiresAt` is in milliseconds since 1970. Source of the text: azure-sdk-for-js, issue 9601. */
export function expiredToken(expiresAt: number): ServiceError {
  const time = new Date(Math.max(expiresAt, 0)).toISOString().slice(0, 19).replace('T', ' ');
  return {
    condition: 'com.microsoft:auth-failed',
    description: `ExpiredToken: The token is expired. Expiration time: '${time}Z'`,
  };
}

/** A token signed for something else. Source of the text: azure-sdk-for-net, issue 27644. */
export function wrongAudience(): ServiceError {
  return {
    condition: 'com.microsoft:auth-failed',
    description: 'InvalidAudience: The authorization header contains a token with a wrong audience.',
  };
}

/** The service takes tokens of Entra ID. We cannot verify them, and say so. */
export function jwtNotAccepted(): ServiceError {
  return {
    condition: 'com.microsoft:auth-failed',
    description:
      'InvalidToken: The emulator cannot verify tokens of Microsoft Entra ID. Use a connection string, or start the emulator with --accept-any-jwt.',
  };
}

/** Said where any JSON Web Token is taken, of what is none. The text is ours. */
export function malformedJwt(): ServiceError {
  return {
    condition: 'com.microsoft:auth-failed',
    description: 'InvalidToken: The token is not a JSON Web Token. Check what the credential of the client gives.',
  };
}

/** No token allows this, or none does any longer; `entity` is the full address. Source: azure-event-hubs-python, issue 4. */
export function unauthorized(claim: Claim, entity: string): ServiceError {
  return {
    condition: 'amqp:unauthorized-access',
    description: `Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: '${entity}'.`,
  };
}

/** Tokens for more audiences than a connection can keep apart. The text is ours. */
export function tooManyGrants(limit: number): ServiceError {
  return {
    condition: 'amqp:resource-limit-exceeded',
    description: `The connection holds tokens for ${limit} audiences, the most there can be. Open another connection.`,
  };
}
