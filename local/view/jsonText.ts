/** Characters that JSON may hold as they are, and a terminal should not get. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/**
 * A value as one line of JSON that is safe to look at: what a terminal would obey, or hide, is escaped, which changes
 * nothing for a parser. What JSON lacks: bytes become `{"base64": "…"}`, and whole numbers beyond its range text.
 */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(plain(value, 0));
  return json.replace(unfit, (character) => Array.from(codeUnits(character), escaped).join(''));
}

/** Deeper than any body: an AMQP value may nest as deep as its bytes allow, and this recursion may not. */
const deepest = 64;

function plain(value: unknown, depth: number): unknown {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, plain(each, depth + 1)]])),
  );
}

function* codeUnits(text: string): Generator<number> {
  for (let index = 0; index < text.length; index++) yield text.charCodeAt(index);
}

function escaped(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, '0')}`;
}
