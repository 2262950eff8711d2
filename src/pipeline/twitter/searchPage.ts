import { isRecord, type Tweet } from '../tweet.ts';
import { largestPage } from './ledger.ts';
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

/** A body that is no page. */
export interface NoPage {
  /** What is wrong with it, to follow "status 200, but": nothing of the body itself, which strangers wrote. */
  readonly wrong: string;
}

/**
 * The page that a body holds, or why it is none. X marks almost nothing as required, so everything is checked: a page
 * that is no page would be taken for "nothing new".
 */
export function readSearchPage(body: unknown): SearchPage | NoPage {
  if (!isRecord(body)) return { wrong: 'no JSON object' };
  const { data, errors, meta } = body;
  // Errors without data are a failure under status 200, and not an empty page.
  if (isAbsent(data) && hasEntries(errors)) return { wrong: 'errors alone' };
  if (!isRecord(meta)) return { wrong: 'without "meta"' };
  if (!isAbsent(data) && !Array.isArray(data)) return { wrong: 'with "data" that is no list' };
  const entries = entriesOf(data);
  return entries.length === 0 && announces(meta)
    ? { wrong: 'without the posts that it announces' }
    : pageOf(entries, meta);
}

export function isPage(read: SearchPage | NoPage): read is SearchPage {
  return !('wrong' in read);
}

/** One post may have come to harm. Of so many on a page, none readable, the form has changed, and they are kept for a mended reader. */
const fewestOfAnotherForm = 10;

/** How many posts came, readable or not: X charges for them, and perhaps for those that it announced and did not give. */
export function postsIn(body: unknown): number {
  if (!isRecord(body)) return 0;
  const { length } = entriesOf(body.data);
  return length > 0 || !isRecord(body.meta) ? length : Math.min(announced(body.meta), largestPage);
}

function entriesOf(data: unknown): readonly unknown[] {
  return Array.isArray(data) ? data : [];
}

/**
 * Whether posts are announced. Without them the page is damaged: taken for "nothing new", it would lose them. In the
 * middle of a chain a count of 0 is believed beside ids, those perhaps of posts withheld: else it would never be passed.
 */
function announces(meta: Readonly<Record<string, unknown>>): boolean {
  const { newest_id: newest, oldest_id: oldest, result_count: count, next_token: token } = meta;
  if (count === 0 && !isAbsent(token)) return false;
  return announced(meta) > 0 || [newest, oldest].some((id) => !isAbsent(id) && id !== '');
}

function announced({ result_count: count }: Readonly<Record<string, unknown>>): number {
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : 0;
}

function pageOf(data: readonly unknown[], { next_token: token }: Readonly<Record<string, unknown>>) {
  const posts = data.map(readPost).filter((post) => post !== undefined);
  if (posts.length === 0 && data.length >= fewestOfAnotherForm) return { wrong: 'without any post that can be read' };
  if (!isAbsent(token) && (typeof token !== 'string' || token === ''))
    return { wrong: 'with a "next_token" that is none' };
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
