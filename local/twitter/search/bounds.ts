import { idAt } from '../posts/snowflake.ts';
import { type InvalidRequest, invalid, minuteOf } from './invalid.ts';
import type { Parameters } from './question.ts';
import { reachMs, readTimes } from './times.ts';

/** Ids that a request asks for: above < id < below. */
export interface Bounds {
  readonly above: bigint;
  readonly below: bigint;
}

export interface BoundRules {
  readonly nowMs: number;
  /** An older form of X's message for an id that lies too far back. */
  readonly hasTimesInBrackets: boolean;
}

/** With no upper bound X leaves out the newest, unless a lower id is given. */
const heldBackMs = 30_000;
const beyondAll = 1n << 63n;

/** The bounds that the parameters set. Throws InvalidRequest as X refuses them. */
export function readBounds(parameters: Parameters, rules: BoundRules): Bounds {
  refuseMixed(parameters);
  const since = readId(parameters, 'since_id', rules);
  const until = readId(parameters, 'until_id', rules);
  const { start, end } = readTimes(parameters, rules.nowMs);
  const latest = since === undefined ? idAt(rules.nowMs - heldBackMs) : beyondAll;
  return {
    above: since ?? (start === undefined ? idAt(rules.nowMs - reachMs) : idAt(start) - 1n),
    below: until ?? (end === undefined ? latest : idAt(end)),
  };
}

function refuseMixed(parameters: Parameters): void {
  const ids = ['since_id', 'until_id'].filter((name) => parameters.has(name));
  const times = ['start_time', 'end_time'].filter((name) => parameters.has(name));
  if (ids.length === 0 || times.length === 0) return;
  const message = "Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'.";
  throw invalid(parameters, [...ids, ...times], message);
}

type IdName = 'since_id' | 'until_id';

function readId(parameters: Parameters, name: IdName, rules: BoundRules): bigint | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,19}$/.test(text)) {
    throw invalid(parameters, [name], `The \`${name}\` query parameter value [${text}] does not match ^[0-9]{1,19}$`);
  }
  const id = BigInt(text);
  if (id <= idAt(rules.nowMs - reachMs)) throw staleId(parameters, name, rules);
  return id;
}

/** How X refuses an id that lies too far back. */
export function staleId(
  parameters: Parameters,
  name: IdName,
  { nowMs, hasTimesInBrackets }: BoundRules,
): InvalidRequest {
  const time = minuteOf(nowMs - reachMs);
  const after = hasTimesInBrackets ? `[${time}]` : time;
  const end = idAt(nowMs - reachMs);
  const message = `'${name}' must be a tweet id created after ${after}. Please use a '${name}' that is larger than ${end}`;
  return invalid(parameters, [name], message);
}
