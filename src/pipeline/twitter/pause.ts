import type { Refusal, RefusalKind } from './classifyAnswer.ts';
import type { RateLimit } from './recentSearch.ts';

/** Why nothing is asked of X before a certain time. */
export interface Pause {
  readonly reason: RefusalKind;
  readonly untilMs: number;
  /** The settings that X refused, as one mark. Other settings end the pause, except that of the rate limit. */
  readonly settingsMark: string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Without a time from X. The window of the rate limit is 15 minutes. */
const lengthMs: Readonly<Record<RefusalKind, number>> = {
  'rate-limit': 5 * minute,
  'usage-cap': 6 * hour,
  credits: hour,
  token: hour,
  enrolment: hour,
  forbidden: hour,
  'bad-request': hour,
};

export function isPaused(pause: Pause | undefined, nowMs: number, settingsMark: string): pause is Pause {
  if (pause === undefined || nowMs >= pause.untilMs) return false;
  return pause.reason === 'rate-limit' || pause.settingsMark === settingsMark;
}

/** The pause after a refusal. X's clock is `xAheadMs` ahead of ours. */
export function pauseAfter(
  { kind, rateLimit }: Pick<Refusal, 'kind' | 'rateLimit'>,
  { nowMs, xAheadMs, settingsMark }: { nowMs: number; xAheadMs: number; settingsMark: string },
): Pause {
  const length = kind === 'rate-limit' && rateLimit ? untilReset(rateLimit, nowMs + xAheadMs) : lengthMs[kind];
  return { reason: kind, untilMs: nowMs + length, settingsMark };
}

function untilReset({ resetMs }: RateLimit, xNowMs: number): number {
  return Math.min(Math.max(resetMs - xNowMs, second), 15 * minute);
}
