/** Why a partition's log did not do what it was asked. */
export type StorageErrorCode =
  /** The events could not be written; nothing of them was kept. Worth another try. */
  | 'write-failed'
  /** Events that were accepted cannot be read any more. Others can. */
  | 'damaged'
  /** The file with the events cannot be read at the moment. Worth another try. */
  | 'read-failed'
  /** The log is closed. */
  | 'closed'
  /** Another process has the data folder. */
  | 'folder-in-use'
  /** The data folder does not fit what is asked of it. */
  | 'unusable-folder';

export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
