import { ApiPartialResponseError, ApiRequestError } from 'twitter-api-v2';
import type { NoAnswer } from '../pipeline/twitter/recentSearch.ts';

/** With these nothing was ever sent to X. */
const notConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_TLS_.*|CERT_.*|.*_CERT.*)$/;

/** What became of a request that X did not answer in full. The error itself is kept from all logs: it holds the token. */
export function noAnswer(error: unknown): NoAnswer {
  if (error instanceof ApiPartialResponseError) {
    return { kind: 'no-answer', reason: 'the answer broke off', mayHaveCost: true };
  }
  const { code, name } = fieldsOf(causeOf(error));
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'took-too-long') {
    return { kind: 'no-answer', reason: 'no whole answer in time', mayHaveCost: true };
  }
  const reason = [code, name].find((text) => typeof text === 'string') ?? 'an unknown fault';
  return { kind: 'no-answer', reason: String(reason), mayHaveCost: !notConnected.test(String(reason)) };
}

/** `requestError` is always undefined: the client stores the cause under another name than it reads it by. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof ApiRequestError)) return error;
  const options: unknown = Object.getOwnPropertyDescriptor(error, '_options')?.value;
  return fieldsOf(options).error;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
