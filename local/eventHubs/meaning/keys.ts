import type { PolicyDefinition } from '../options.ts';

/** What tokens are checked against. */
export interface Keys {
  readonly policies: readonly PolicyDefinition[];
  /** Takes any JSON Web Token for a right to everything. */
  readonly acceptAnyJwt: boolean;
}
