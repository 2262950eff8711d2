import type { SegmentFile } from './segmentFiles.ts';

/** The bytes of a file from `from` to before `to`, or to its end. */
export async function readBytes(file: SegmentFile, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(to - from);
  return bytes.subarray(0, await file.read(bytes, from));
}
