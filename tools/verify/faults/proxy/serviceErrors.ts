import type { MadeAnswer } from './treatment.ts';

/** `table` and `blob` hold what the pipeline writes; `host` are the blobs that its host keeps for itself. */
export const storageServices = ['table', 'blob', 'host'] as const;

export type StorageService = (typeof storageServices)[number];

/** https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes */
const errors = {
  ServerBusy: { status: 503, text: 'The server is currently unable to receive requests. Please retry your request.' },
  OperationTimedOut: { status: 500, text: 'Operation could not be completed within the specified time.' },
  InternalError: { status: 500, text: 'The server encountered an internal error. Please retry the request.' },
} as const;

export type ServiceErrorCode = keyof typeof errors;

/** How the service says that it cannot do now what was asked: tables in JSON, blobs in XML. */
export function serviceError(service: StorageService, code: ServiceErrorCode, retryAfterSeconds?: number): MadeAnswer {
  const { status, text } = errors[code];
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  const common = { 'x-ms-error-code': code, 'x-ms-version': '2019-02-02', ...retryAfter };
  if (service === 'table') {
    const headers = {
      ...common,
      'content-type': 'application/json;odata=minimalmetadata;streaming=true;charset=utf-8',
    };
    return { status, headers, body: odataError(code, text) };
  }
  const xml = `<?xml version="1.0" encoding="utf-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message></Error>`;
  return { status, headers: { ...common, 'content-type': 'application/xml' }, body: xml };
}

/**
 * The same from within a transaction: the request itself is answered by 202, and its one part says what became of it.
 * https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions#sample-error-response
 */
export function transactionError(code: ServiceErrorCode): MadeAnswer {
  const { status, text } = errors[code];
  const [batch, changeset] = ['batchresponse_4a4d', 'changesetresponse_4a4d'];
  const body = [
    `--${batch}`,
    `Content-Type: multipart/mixed; boundary=${changeset}`,
    '',
    `--${changeset}`,
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `HTTP/1.1 ${status} ${code}`,
    'Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8',
    '',
    odataError(code, `0:${text}`),
    `--${changeset}--`,
    `--${batch}--`,
    '',
  ].join('\r\n');
  return { status: 202, headers: { 'content-type': `multipart/mixed; boundary=${batch}` }, body };
}

/** A transaction's status without the parts that say what became of it: it may have been rolled back. */
export const emptyTransactionAnswer: MadeAnswer = { status: 202, headers: {}, body: '' };

function odataError(code: string, value: string): string {
  return JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value } } });
}
