/** Parameters that a provisioning must not have. The message lists every problem: fact, value, way out. */
export class ParametersError extends Error {
  readonly code = 'invalid-parameters';
  override readonly name = 'ParametersError';
}
