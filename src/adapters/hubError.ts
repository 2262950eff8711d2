/** Events could not be published. Any part of them may have been taken; the cause is the SDK's error. */
export class HubError extends Error {
  /** `hub-unavailable`: it may pass by itself. `hub-set-up`: a person has to mend access or names. */
  readonly code: 'hub-unavailable' | 'hub-set-up';
  override readonly name = 'HubError';

  constructor(code: HubError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** Codes of the SDK for what no repeat mends. https://learn.microsoft.com/javascript/api/@azure/event-hubs/messagingerror */
const setUpReasons = new Set(['MessagingEntityNotFoundError', 'MessagingEntityDisabledError', 'UnauthorizedError']);

/** `later` says what becomes of it when it fails for now. */
export function hubError(eventHubName: string, cause: unknown, later = 'The next run tries again.'): HubError {
  const reason = reasonOf(cause);
  if (setUpReasons.has(reason)) {
    const way = 'Create it, or give the identity of the app the role Azure Event Hubs Data Sender.';
    return new HubError('hub-set-up', `Event hub ${eventHubName} cannot be used (${reason}). ${way}`, cause);
  }
  const message = `Event hub ${eventHubName} cannot be reached (${reason}). ${later}`;
  return new HubError('hub-unavailable', message, cause);
}

/** A code or a name, never a text. After several attempts the SDK throws all errors at once, in one without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors.at(-1));
  if (!(error instanceof Error)) return 'unknown';
  // The SDK's word for a request whose time was over.
  if (error.name === 'AbortError') return 'no answer';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
