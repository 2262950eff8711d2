/** What the first event of a segment has, or will have: both counters can be read off the file's name. */
export interface SegmentStart {
  readonly sequenceNumber: number;
  readonly offset: number;
}

/** Enough for every integer that a number holds exactly; leading zeros make names sort as numbers. */
const digits = 16;
const pattern = /^(\d{16})-(\d{16})\.log$/;

export function segmentName({ sequenceNumber, offset }: SegmentStart): string {
  return `${String(sequenceNumber).padStart(digits, '0')}-${String(offset).padStart(digits, '0')}.log`;
}

/** Undefined for a file that is no segment. */
export function parseSegmentName(name: string): SegmentStart | undefined {
  const [, sequenceNumber, offset] = pattern.exec(name) ?? [];
  if (sequenceNumber === undefined || offset === undefined) return undefined;
  return { sequenceNumber: Number(sequenceNumber), offset: Number(offset) };
}
