/**
 * The service's hash of a partition key: the two halves of Jenkins' lookup3 `hashlittle2` over the key's UTF-8 bytes,
 * joined by exclusive or and cut to 16 bits. The JS, .NET and Java clients carry the same code for their buffered
 * producers. Source: azure-sdk-for-js, sdk/eventhub/event-hubs/src/impl/partitionKeyToIdMapper.ts;
 * http://burtleburtle.net/bob/c/lookup3.c.
 */
export function partitionKeyHash(partitionKey: string): number {
  const bytes = Buffer.from(partitionKey, 'utf8');
  const start = (0xdeadbeef + bytes.length) | 0;
  const state: State = { a: start, b: start, c: start };
  let at = 0;
  for (; bytes.length - at > blockLength; at += blockLength) {
    addBlock(state, bytes.subarray(at, at + blockLength));
    mix(state);
  }
  if (bytes.length > 0) {
    const lastBlock = Buffer.alloc(blockLength);
    bytes.copy(lastBlock, 0, at);
    addBlock(state, lastBlock);
    finalMix(state);
  }
  return ((state.c ^ state.b) << 16) >> 16;
}

/** The partition, counted from 0, that the service gives to a key: the hash's remainder without its sign. */
export function partitionOfKey(partitionKey: string, partitionCount: number): number {
  return Math.abs(partitionKeyHash(partitionKey) % partitionCount);
}

/** lookup3's three words, as signed 32-bit integers. */
interface State {
  a: number;
  b: number;
  c: number;
}

const blockLength = 12;

function addBlock(state: State, block: Buffer): void {
  state.a = (state.a + block.readInt32LE(0)) | 0;
  state.b = (state.b + block.readInt32LE(4)) | 0;
  state.c = (state.c + block.readInt32LE(8)) | 0;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function mix(state: State): void {
  let { a, b, c } = state;
  a = (a - c) ^ rotate(c, 4);
  c = (c + b) | 0;
  b = (b - a) ^ rotate(a, 6);
  a = (a + c) | 0;
  c = (c - b) ^ rotate(b, 8);
  b = (b + a) | 0;
  a = (a - c) ^ rotate(c, 16);
  c = (c + b) | 0;
  b = (b - a) ^ rotate(a, 19);
  a = (a + c) | 0;
  c = (c - b) ^ rotate(b, 4);
  b = (b + a) | 0;
  Object.assign(state, { a, b, c });
}

function finalMix(state: State): void {
  let { a, b, c } = state;
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  Object.assign(state, { a, b, c });
}
