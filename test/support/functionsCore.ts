/** Stands where the host injects `@azure/functions-core`: a test imports a file of src/functions and asserts what it registered. */
export interface Registered {
  readonly metadata: {
    readonly name: string;
    readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly retryOptions?: Readonly<Record<string, unknown>>;
  };
  readonly callback: unknown;
}

export const registered = new Map<string, Registered>();
export const version = '0.0.0';
export const hostVersion = '4.0.0';

export function setProgrammingModel(_model: unknown): void {}

export function registerFunction(metadata: Registered['metadata'], callback: unknown): { dispose(): void } {
  registered.set(metadata.name, { metadata, callback });
  return { dispose: () => registered.delete(metadata.name) };
}

export function registerHook(): { dispose(): void } {
  return { dispose: () => undefined };
}

export function log(): void {}
