/** What the emulator looks at in a JSON Web Token (RFC 7519). */
export interface JsonWebToken {
  /** `exp`, in milliseconds since 1970; Infinity without one. */
  readonly expiresAt: number;
}

const compact = /^[\w-]+\.([\w-]+)\.[\w-]*$/;

/** Reads the compact form; undefined when it is none. The signature is not looked at: it is not for us to verify. */
export function parseJsonWebToken(text: string): JsonWebToken | undefined {
  const [, payload] = compact.exec(text) ?? [];
  const claims = payload === undefined ? undefined : parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return undefined;
  if (!('exp' in claims)) return { expiresAt: Number.POSITIVE_INFINITY };
  return typeof claims.exp === 'number' ? { expiresAt: claims.exp * 1000 } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
