import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A shared access signature. `resource` and `expiry` are kept as they stand, still URL-encoded: the signature covers
 * these very characters, and clients differ in how they escape.
 */
export interface SasToken {
  readonly resource: string;
  /** Seconds since 1970, in digits. */
  readonly expiry: string;
  readonly keyName: string;
  /** Base64. */
  readonly signature: string;
}

export const sasPrefix = 'SharedAccessSignature ';
const digits = /^\d{1,15}$/;

/**
 * Reads `SharedAccessSignature sr=…&sig=…&se=…&skn=…`, in any order; undefined when a field is missing, given twice or
 * not of its form. https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature
 */
export function parseSasToken(text: string): SasToken | undefined {
  if (!text.startsWith(sasPrefix)) return undefined;
  const fields = new Map<string, string>();
  for (const field of text.slice(sasPrefix.length).split('&')) {
    const end = field.indexOf('=');
    if (end <= 0 || fields.has(field.slice(0, end))) return undefined;
    fields.set(field.slice(0, end), field.slice(end + 1));
  }
  const [resource, expiry] = [fields.get('sr'), fields.get('se')];
  const [keyName, signature] = [decoded(fields.get('skn')), decoded(fields.get('sig'))];
  if (!resource || !expiry || !digits.test(expiry) || !keyName || !signature) return undefined;
  return { resource, expiry, keyName, signature };
}

/** HMAC-SHA256 over resource and expiry; the key's text counts as UTF-8, it is not decoded from base64. */
export function isSignedWith(key: string, { resource, expiry, signature }: SasToken): boolean {
  const right = Buffer.from(createHmac('sha256', key).update(`${resource}\n${expiry}`).digest('base64'));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
}

/** Undoes URL-encoding; undefined where it is broken. */
export function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
