import { isRecord } from '../pipeline/tweet.ts';

/**
 * What a failed write means:
 * - `entity`: that entity can never be stored; all of its transaction was rolled back;
 * - `plan`: the request held too much, and halves of it may pass;
 * - `set-up`: access or names are wrong, whatever is written;
 * - `unavailable`: the service, the wire, or something between; repeating is right.
 */
export type Meaning = 'entity' | 'plan' | 'set-up' | 'unavailable';

export interface TableFault {
  readonly meaning: Meaning;
  /** Storage said so itself, by a code of its own; else somebody between may have. */
  readonly isFromStorage: boolean;
  /** Storage's code, or the HTTP status, or the error's name: never a text that could hold data. */
  readonly reason: string;
  /** The place in the transaction of the entity that storage complained of. */
  readonly index: number | undefined;
}

/**
 * Only storage itself can say that a row is at fault: whatever else answers 400 or 413, say a proxy with a page of its
 * own, would lose every row. https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes
 */
const meanings: Readonly<Record<string, Meaning>> = {
  DuplicatePropertiesSpecified: 'entity',
  EntityTooLarge: 'entity',
  InvalidInput: 'entity',
  InvalidValueType: 'entity',
  KeyValueTooLarge: 'entity',
  OutOfRangeInput: 'entity',
  PropertiesNeedValue: 'entity',
  PropertyNameInvalid: 'entity',
  PropertyNameTooLong: 'entity',
  PropertyValueTooLarge: 'entity',
  TooManyProperties: 'entity',

  CommandsInBatchActOnDifferentPartitions: 'plan',
  ContentLengthExceeded: 'plan',
  InvalidDuplicateRow: 'plan',
  RequestBodyTooLarge: 'plan',

  AccountIsDisabled: 'set-up',
  AuthenticationFailed: 'set-up',
  AuthorizationFailure: 'set-up',
  AuthorizationPermissionMismatch: 'set-up',
  InvalidAuthenticationInfo: 'set-up',
  InvalidHeaderValue: 'set-up',
  MissingRequiredHeader: 'set-up',
  TableBeingDeleted: 'set-up',
  TableNotFound: 'set-up',
};

/** Answers that mean the same without a code. */
const meaningsByStatus: Readonly<Record<number, Meaning>> = {
  401: 'set-up',
  403: 'set-up',
  404: 'set-up',
  413: 'plan',
};

/**
 * Reads an error of a table write. Code and status come first and the index last: a missing table also "fails at
 * entity 0". What has no status never reached storage, or its answer never reached us.
 */
export function tableFault(error: unknown): TableFault {
  const { statusCode, code, details, message, name } = isErrorRecord(error) ? error : {};
  const odata = isRecord(details) && isRecord(details.odataError) ? details.odataError.code : undefined;
  // A failed transaction has its code in `code`, a failed single write only in the details.
  const storageCode = [odata, code].find((value) => typeof value === 'string');
  const status = typeof statusCode === 'number' ? statusCode : undefined;
  return {
    meaning: meaningOf(error, storageCode, status),
    isFromStorage: typeof storageCode === 'string' && Object.hasOwn(meanings, storageCode),
    reason: String(storageCode ?? status ?? name ?? 'unknown'),
    index: indexIn(message),
  };
}

function meaningOf(error: unknown, code: unknown, status: number | undefined): Meaning {
  if (status === undefined) return isRefusedBeforeSending(error) ? 'entity' : 'unavailable';
  if (status < 400 || status === 408 || status === 429 || status >= 500) return 'unavailable';
  const known = typeof code === 'string' && Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  return known ?? meaningsByStatus[status] ?? 'unavailable';
}

/** What the SDK itself refuses has no status and no code, unlike a fault of the wire: `Unknown EDM type`, `URIError`. */
function isRefusedBeforeSending(error: unknown): boolean {
  return error instanceof URIError || (error instanceof Error && /^Unknown EDM type/.test(error.message));
}

/** A transaction's message begins with the place of the entity: `2:The property value exceeds …`. */
function indexIn(message: unknown): number | undefined {
  const [, index] = typeof message === 'string' ? (/^(\d{1,2}):/.exec(message) ?? []) : [];
  return index === undefined ? undefined : Number(index);
}

function isErrorRecord(error: unknown): error is Readonly<Record<string, unknown>> {
  return typeof error === 'object' && error !== null;
}
