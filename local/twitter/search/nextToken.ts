import { createHash } from 'node:crypto';
import { invalid } from './invalid.ts';
import type { PageStart, Parameters } from './question.ts';

/** What must stay the same from page to page. */
const bound = ['query', 'since_id', 'until_id', 'start_time', 'end_time', 'sort_order'];

/** A token that says nothing to whoever reads it, and holds for this query and these bounds alone. */
export function nextToken(start: PageStart, parameters: Parameters): string {
  const place = [start.page, start.below, start.skip].map((number) => number.toString(36)).join('.');
  return Buffer.from(`${place}.${seal(place, parameters)}`).toString('base64url');
}

/** The place that the request's token stands for. Throws InvalidRequest for one of another query, or of nobody's. */
export function readNextToken(parameters: Parameters): PageStart | undefined {
  const name = parameters.has('pagination_token') ? 'pagination_token' : 'next_token';
  const token = parameters.get(name);
  if (token === undefined) return undefined;
  const parts = Buffer.from(token, 'base64url').toString().split('.');
  const [page = '', below = '', skip = '', mark] = parts;
  const place = `${page}.${below}.${skip}`;
  // X's own words for this are not recorded.
  if (mark !== seal(place, parameters)) throw invalid(parameters, [name], `Invalid '${name}':'${token}'`);
  return { page: Number.parseInt(page, 36), below: fromBase36(below), skip: Number.parseInt(skip, 36) };
}

function seal(place: string, parameters: Parameters): string {
  const text = JSON.stringify([place, ...bound.map((name) => parameters.get(name))]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

function fromBase36(digits: string): bigint {
  return [...digits].reduce((number, digit) => number * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
}
