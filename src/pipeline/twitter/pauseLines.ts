import type { RefusalKind } from './classifyAnswer.ts';
import type { Pause, PauseReason } from './pause.ts';

/** What each refusal means, and what a person can do. */
export const refusals: Readonly<Record<RefusalKind, string>> = {
  'rate-limit': "The requests of X's window are used up",
  'usage-cap': "X's usage cap of the month is reached. Raise it in the developer console",
  credits: 'The account at X has no credits left. Buy some in the developer console',
  token: 'X does not take the token. Put a valid app-only token into TWITTER_BEARER_TOKEN',
  enrolment: 'X does not take the app. Attach it to a project with access to API v2 in the developer console',
  forbidden: 'X refuses access. Look at the app in the developer console',
  'bad-request': 'X does not take the request. Look at TWITTER_QUERY and TWITTER_FIELDS_PARAMETER',
};

const reasons: Readonly<Record<PauseReason, string>> = {
  ...refusals,
  hub: 'What was read could not be published, as the errors of earlier runs say',
};

/** Why X is not asked, without a full stop. */
export function pauseWords(reason: PauseReason): string {
  return reasons[reason];
}

/** For the run that X refused. `detail` is status and title. */
export function pauseBegins({ reason, untilMs }: Pause, detail: string): string {
  const orBefore = reason === 'rate-limit' ? '' : ', unless token or settings change';
  return `${pauseWords(reason)} (${detail}). X is not asked until ${new Date(untilMs).toISOString()}${orBefore}.`;
}

/** For the runs within the pause. */
export function pauseLine({ reason, untilMs }: Pause): string {
  return `Asked X for nothing, until ${new Date(untilMs).toISOString()}: ${pauseWords(reason)}.`;
}
