/** What a rule has found wrong, and where. */
export interface Finding {
  /** The rule's name: its file's name in `tools/checkInfra/rules/`. */
  readonly rule: string;
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Fact, value, way out. */
  readonly message: string;
}
