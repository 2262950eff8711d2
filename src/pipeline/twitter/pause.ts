import { isRefusalKind, type Refusal, type RefusalKind } from './classifyAnswer.ts';
import type { RateLimit } from './recentSearch.ts';

/** Why nothing is asked of X before a certain time. */
export interface Pause {
  readonly reason: PauseReason;
  readonly untilMs: number;
  /** The settings that X refused, as one mark. Other settings end the pause, except that of the rate limit. */
  readonly settingsMark: string;
  /** Of reason `hub` only: how many runs in a row have read what they could not publish. */
  readonly failures?: number | undefined;
}

/** What X refused, or that what was read could not be published. */
export type PauseReason = RefusalKind | 'hub';

export function isPauseReason(text: string): text is PauseReason {
  return text === 'hub' || isRefusalKind(text);
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

/** A pause longer than its reason ever gives was made by a clock that has been set back since. */
const longestMs: Readonly<Record<PauseReason, number>> = { ...lengthMs, 'rate-limit': 15 * minute, hub: hour };

export function isPaused(pause: Pause | undefined, nowMs: number, settingsMark: string): pause is Pause {
  if (pause === undefined || nowMs >= pause.untilMs) return false;
  if (pause.untilMs - nowMs > longestMs[pause.reason]) return false;
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

/**
 * The pause after a run that could not publish what it had read, and that will have to read it again: none at first, then
 * 2, 4, 8… minutes, an hour at most. One that X has asked for goes on as long as it is the longer.
 */
export function pauseAfterHubFault(
  earlier: Pause | undefined,
  asked: Pause | undefined,
  { nowMs, settingsMark }: { nowMs: number; settingsMark: string },
): Pause {
  const failures = hubFailures(earlier) + 1;
  const length = failures === 1 ? 0 : Math.min(2 ** (failures - 1) * minute, hour);
  const untilMs = nowMs + length;
  return asked && asked.untilMs > untilMs ? asked : { reason: 'hub', untilMs, settingsMark, failures };
}

/** How many of the latest runs could not publish what they had read. */
export function hubFailures(pause: Pause | undefined): number {
  return pause?.reason === 'hub' ? (pause.failures ?? 1) : 0;
}

function untilReset({ resetMs }: RateLimit, xNowMs: number): number {
  return Math.min(Math.max(resetMs - xNowMs, second), longestMs['rate-limit']);
}
