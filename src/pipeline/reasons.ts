/** Why an event is a dead letter and not a row. These codes are the only ones, in letters, logs and tools. */
export const reasons = [
  'not-utf8',
  'empty',
  'not-json',
  'too-deep',
  'not-a-tweet',
  'too-large',
  /** Storage can never take the row. */
  'refused-by-storage',
] as const;

export type Reason = (typeof reasons)[number];

export function isReason(value: unknown): value is Reason {
  return reasons.some((reason) => reason === value);
}
