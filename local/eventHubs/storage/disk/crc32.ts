import * as zlib from 'node:zlib';

/** CRC-32 as in gzip; `start` is the checksum of what comes before. */
export const crc32: (bytes: Buffer, start?: number) => number =
  // Native since Node 20.15 and 22.2, some ten times as fast as a loop.
  typeof zlib.crc32 === 'function' ? (bytes, start = 0) => zlib.crc32(bytes, start) : crc32InJavaScript;

const polynomial = 0xedb88320;
let table: Uint32Array | undefined;

export function crc32InJavaScript(bytes: Buffer, start = 0): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => remainder(byte));
  let crc = ~start;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

function remainder(byte: number): number {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value >>> 0;
}
