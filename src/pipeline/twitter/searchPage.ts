import { isRecord, type Tweet } from '../tweet.ts';
import { readPost } from './readPost.ts';

/** A page of results that has the form X promises. */
export interface SearchPage {
  readonly tweets: readonly Tweet[];
  /** Entries without a valid id or text: they cannot be told from each other, so they are left out. */
  readonly unreadable: number;
  /** Posts that came without their time, which the id then gives. */
  readonly undated: number;
  readonly nextToken: string | undefined;
}

/**
 * The page that a body holds; undefined when it is none. X marks almost nothing as required, so everything is checked:
 * a page that is no page would be taken for "nothing new".
 */
export function readSearchPage(body: unknown): SearchPage | undefined {
  if (!isRecord(body) || !isRecord(body.meta)) return undefined;
  const { data, errors, meta } = body;
  // Errors without data are a failure under status 200, and not an empty page.
  if (isAbsent(data)) return hasEntries(errors) ? undefined : pageOf([], meta);
  return Array.isArray(data) ? pageOf(data, meta) : undefined;
}

/** How many posts came, readable or not: X charges for them. */
export function postsIn(body: unknown): number {
  return isRecord(body) && Array.isArray(body.data) ? body.data.length : 0;
}

function pageOf(data: readonly unknown[], { next_token: token }: Readonly<Record<string, unknown>>) {
  const posts = data.map(readPost).filter((post) => post !== undefined);
  if (data.length > 0 && posts.length === 0) return undefined;
  if (!isAbsent(token) && (typeof token !== 'string' || token === '')) return undefined;
  return {
    tweets: posts.map(({ tweet }) => tweet),
    unreadable: data.length - posts.length,
    undated: posts.filter(({ isDated }) => !isDated).length,
    nextToken: token ?? undefined,
  };
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function hasEntries(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
