import type { Parameters } from './question.ts';

/** One error of a request that X refuses with 400: what it says, and the parameters that it names. */
export interface ParameterError {
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly message: string;
}

/** A request that X refuses with 400. */
export class InvalidRequest extends Error {
  readonly code = 'invalid-request';
  override readonly name = 'InvalidRequest';
  readonly errors: readonly ParameterError[];

  constructor(errors: readonly ParameterError[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.errors = errors;
  }
}

/** An error that names parameters with their values, an absent one with none. */
export function invalid(parameters: Parameters, names: readonly string[], message: string): InvalidRequest {
  const valuesOf = (name: string) => [parameters.get(name)].filter((value) => value !== undefined);
  return new InvalidRequest([{ parameters: Object.fromEntries(names.map((name) => [name, valuesOf(name)])), message }]);
}

/** As X writes times in messages: to the minute. */
export function minuteOf(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16)}Z`;
}
