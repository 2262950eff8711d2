import { idAt } from '../posts/snowflake.ts';
import { InvalidRequest, invalid, minuteOf } from './invalid.ts';
import type { Parameters } from './question.ts';

/** Ids that a request asks for: above < id < below. */
export interface Bounds {
  readonly above: bigint;
  readonly below: bigint;
}

const day = 86_400_000;
const reachMs = 7 * day;
/** With no upper bound X leaves out the newest, unless a lower id is given. */
const heldBackMs = 30_000;
const endsBeforeMs = 10_000;
const beyondAll = 1n << 63n;

/** The bounds that the parameters set. Throws InvalidRequest as X refuses them. */
export function readBounds(parameters: Parameters, nowMs: number): Bounds {
  const ids = pick(parameters, ['since_id', 'until_id']);
  const times = pick(parameters, ['start_time', 'end_time']);
  if (Object.keys(ids).length > 0 && Object.keys(times).length > 0) throw mixed({ ...ids, ...times });
  const since = readId(parameters, 'since_id', nowMs);
  const until = readId(parameters, 'until_id', nowMs);
  const start = readTime(parameters, 'start_time', nowMs);
  const end = readTime(parameters, 'end_time', nowMs);
  const latest = since === undefined ? idAt(nowMs - heldBackMs) : beyondAll;
  return {
    above: since ?? (start === undefined ? idAt(nowMs - reachMs) : idAt(start) - 1n),
    below: until ?? (end === undefined ? latest : idAt(end)),
  };
}

function pick(parameters: Parameters, names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...parameters].filter(([name]) => names.includes(name)).map(([name, text]) => [name, [text]]),
  );
}

function mixed(parameters: Readonly<Record<string, readonly string[]>>): InvalidRequest {
  const message = "Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'.";
  return new InvalidRequest([{ parameters, message }]);
}

function readId(parameters: Parameters, name: 'since_id' | 'until_id', nowMs: number): bigint | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const form = '^[0-9]{1,19}$';
  if (!new RegExp(form).test(text)) {
    throw invalid(name, text, `The \`${name}\` query parameter value [${text}] does not match ${form}`);
  }
  const id = BigInt(text);
  if (id <= idAt(nowMs - reachMs)) throw invalid(name, text, staleMessage(name, nowMs));
  return id;
}

/** X's words for an id that lies too far back. An older form has the time in brackets. */
export function staleMessage(name: string, nowMs: number, brackets = false): string {
  const time = minuteOf(nowMs - reachMs);
  const after = brackets ? `[${time}]` : time;
  const end = idAt(nowMs - reachMs);
  return `'${name}' must be a tweet id created after ${after}. Please use a '${name}' that is larger than ${end}`;
}

function readTime(parameters: Parameters, name: 'start_time' | 'end_time', nowMs: number): number | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw invalid(name, text, `The \`${name}\` query parameter value [${text}] is not a valid RFC3339 timestamp`);
  }
  const said = `Invalid '${name}':'${minuteOf(time)}'. '${name}' must be`;
  if (time < nowMs - reachMs) throw invalid(name, text, `${said} on or after ${minuteOf(nowMs - reachMs)}`);
  if (time > nowMs - endsBeforeMs) {
    throw invalid(name, text, `${said} a minimum of 10 seconds prior to the request time.`);
  }
  return time - (time % 1000);
}
