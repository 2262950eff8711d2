/** Why an event is a dead letter and not a row. These codes are the only ones, in letters, logs and tools. */
export type Reason =
  | 'not-utf8'
  | 'empty'
  | 'not-json'
  | 'too-deep'
  | 'not-a-tweet'
  | 'too-large'
  /** Storage can never take the row. */
  | 'refused-by-storage';
