/**
 * Everything in a body that could be a tweet's id: each run of digits. Works on any bytes, also on JSON that is none and
 * on UTF-16, since a letter's body is there because it could not be read.
 */
export function* idsIn(body: Uint8Array): Generator<string> {
  const text = Buffer.from(body).toString('latin1').replaceAll('\0', '');
  for (const [digits] of text.matchAll(/\d+/g)) yield digits;
}
