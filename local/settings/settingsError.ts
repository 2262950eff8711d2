/** A settings file or a setting that cannot be used. The message gives the fact, the value and the way out. */
export class SettingsError extends Error {
  readonly code = 'invalid-settings';
  override readonly name = 'SettingsError';
}
