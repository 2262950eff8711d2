/** Whether long trials are to be done in full: `npm run test:long`. */
export const isLong = process.env.TRIBUTARY_TEST_LONG === '1';

/**
 * How much of a long trial a test run does: a tenth under `npm test`, all of it under `npm run test:long`. At least one.
 */
export function scaled(full: number): number {
  return isLong ? full : Math.max(1, Math.round(full / 10));
}
