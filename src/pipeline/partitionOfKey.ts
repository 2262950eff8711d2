/**
 * The partition that Event Hubs gives a partition key, of `partitionCount` (at least 1). Publishing to that partition
 * is the same as publishing with the key, except that one batch may then hold many keys.
 * Port of the hash in Azure's clients, which they share with the service: Bob Jenkins' lookup3, `hashlittle2`.
 * https://burtleburtle.net/bob/c/lookup3.c
 */
export function partitionOfKey(key: string, partitionCount: number): number {
  return Math.abs(partitionKeyHash(key) % partitionCount);
}

/** The service's hash of a key: a signed 16-bit number. */
export function partitionKeyHash(key: string): number {
  const [c, b] = hashlittle2(new TextEncoder().encode(key));
  return ((c ^ b) << 16) >> 16;
}

function hashlittle2(bytes: Uint8Array): readonly [c: number, b: number] {
  const seed = (0xdeadbeef + bytes.length) | 0;
  let state: State = { a: seed, b: seed, c: seed };
  let offset = 0;
  for (; bytes.length - offset > 12; offset += 12) state = mix(add(state, bytes, offset));
  if (bytes.length > offset) state = finish(add(state, bytes, offset));
  return [state.c, state.b];
}

interface State {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Adds the next 12 bytes as three little-endian words; what lies beyond the end counts as 0. */
function add({ a, b, c }: State, bytes: Uint8Array, offset: number): State {
  const word = (at: number): number =>
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  return { a: (a + word(offset)) | 0, b: (b + word(offset + 4)) | 0, c: (c + word(offset + 8)) | 0 };
}

function mix({ a, b, c }: State): State {
  a = ((a - c) ^ rotate(c, 4)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotate(a, 6)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotate(b, 8)) | 0;
  b = (b + a) | 0;
  a = ((a - c) ^ rotate(c, 16)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotate(a, 19)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotate(b, 4)) | 0;
  b = (b + a) | 0;
  return { a, b, c };
}

function finish({ a, b, c }: State): State {
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return { a, b, c };
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
