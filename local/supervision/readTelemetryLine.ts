/** What a function told queries of, at the end of a line of its log. */
export interface TelemetryEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly function: string;
  /** The word before the object: `batch`, `attempt`, `run`. */
  readonly kind: string;
  /** The function's own fields. */
  readonly [field: string]: unknown;
}

const form = /^\[(\d{4}-\d\d-\d\dT[\d:.]+Z)\] .* ([a-z]+)=(\{.*\})$/;

/**
 * Reads a line of the host, `[<time>] <sentence> <kind>={…}`, whose object names its function as `fn`. Undefined for any
 * other line.
 */
export function readTelemetryLine(line: string): TelemetryEntry | undefined {
  const [, time, kind, json] = form.exec(line) ?? [];
  if (time === undefined || kind === undefined || json === undefined) return undefined;
  const { fn, ...fields } = parse(json) ?? {};
  return typeof fn === 'string' ? { time, function: fn, kind, ...fields } : undefined;
}

function parse(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
