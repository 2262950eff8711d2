import { invalid, minuteOf } from './invalid.ts';
import type { Parameters } from './question.ts';

/** How far back recent search reaches. */
export const reachMs = 7 * 86_400_000;
const endsBeforeMs = 10_000;

export interface Times {
  /** ms since 1970, whole seconds: from then on, and before then. */
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** The bounds in time. Throws InvalidRequest as X refuses them. */
export function readTimes(parameters: Parameters, nowMs: number): Times {
  return { start: readTime(parameters, 'start_time', nowMs), end: readTime(parameters, 'end_time', nowMs) };
}

function readTime(parameters: Parameters, name: 'start_time' | 'end_time', nowMs: number): number | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const time = parseTime(text);
  if (time === undefined) {
    throw invalid(
      parameters,
      [name],
      `The \`${name}\` query parameter value [${text}] is not a valid RFC3339 timestamp`,
    );
  }
  const said = `Invalid '${name}':'${minuteOf(time)}'. '${name}' must be`;
  if (time < nowMs - reachMs) throw invalid(parameters, [name], `${said} on or after ${minuteOf(nowMs - reachMs)}`);
  if (time <= nowMs - endsBeforeMs) return time;
  throw invalid(parameters, [name], `${said} a minimum of 10 seconds prior to the request time.`);
}

function parseTime(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time - (time % 1000);
}
