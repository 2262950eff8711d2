import { describe, expect, it } from '@jest/globals';
import { crc32, crc32InJavaScript } from '../../../../../local/eventHubs/storage/disk/crc32.ts';

describe('CRC-32', () => {
  it.each([crc32, crc32InJavaScript])('gives the check value of its definition (gzip, RFC 1952 section 8)', (sum) => {
    expect(sum(Buffer.from('123456789'))).toBe(0xcbf43926);
    expect(sum(Buffer.alloc(0))).toBe(0);
  });

  it('is the same natively and in JavaScript, also in two parts', () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 31) % 256));
    expect(crc32InJavaScript(bytes)).toBe(crc32(bytes));
    for (const sum of [crc32, crc32InJavaScript])
      expect(sum(bytes.subarray(400), sum(bytes.subarray(0, 400)))).toBe(crc32(bytes));
  });
});
