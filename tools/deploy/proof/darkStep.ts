/** Where the way of a tweet ends: the first step of it that does nothing. */
export interface DarkStep {
  readonly step: 'app' | 'host' | 'function' | 'role' | 'token' | 'hub' | 'table';
  /** Fact, value, way out. */
  readonly message: string;
}
