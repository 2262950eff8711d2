const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body as text, or undefined when it is not UTF-8. */
export function bodyText(body: Uint8Array): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

/** Bytes the way Spark's console shows a binary column: `[41 7A 75]`. */
export function bodyHex(body: Uint8Array): string {
  return `[${Array.from(body, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')}]`;
}

/** What a person wants to read of a body: a JSON tweet's text, else the text, else the bytes. */
export function readableBody(body: Uint8Array): string {
  const text = bodyText(body);
  if (text === undefined) return bodyHex(body);
  const json = parsedBody(body);
  if (typeof json === 'string') return json;
  const tweetText = member(json, 'text');
  return typeof tweetText === 'string' ? tweetText : text;
}

/** The body's JSON value; undefined for a body that is not JSON. */
export function parsedBody(body: Uint8Array): unknown {
  const text = bodyText(body)?.replace(/^\ufeff/, '');
  if (text === undefined || !/^\s*["{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value's own member; undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
