/**
 * How much of a long trial a test run does: a tenth under `npm test`, all of it under `npm run test:long`. At least one.
 */
export function scaled(full: number): number {
  return process.env.TRIBUTARY_TEST_LONG === '1' ? full : Math.max(1, Math.round(full / 10));
}
