import type { Random } from './random.ts';

const users = 400;

/** An invented handle; never one of a real person. */
export function userName(random: Random): string {
  return `demo_user_${String(userNumber(random)).padStart(3, '0')}`;
}

/** An id that X will not reach before 2077, so that it is nobody's. */
export function userId(random: Random): string {
  return (9_000_000_000_000_000_000n + BigInt(userNumber(random))).toString();
}

function userNumber(random: Random): number {
  return 1 + Math.floor(random() * users);
}
