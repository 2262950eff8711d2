import type { Entry } from '../posts/timeline.ts';
import { nameOf } from '../query/postFacts.ts';
import { renderPost, type Shape } from './renderPost.ts';

export interface RenderedPage {
  readonly entries: readonly Entry[];
  readonly nextToken: string | undefined;
  readonly shape: Shape;
  readonly withAuthors: boolean;
}

/** A page as X writes it. Nothing found is exactly `{"meta":{"result_count":0}}`. */
export function renderPage(page: RenderedPage): string {
  const { entries, shape, withAuthors } = page;
  const meta = JSON.stringify(metaOf(page));
  if (entries.length === 0) return `{"meta":${meta}}`;
  const data = entries.map((entry) => renderPost(entry, shape)).join();
  const includes = withAuthors ? `,"includes":${JSON.stringify({ users: authorIds(entries).map(user) })}` : '';
  return `{"data":[${data}]${includes},"meta":${meta}}`;
}

export function metaOf({ entries, nextToken }: Pick<RenderedPage, 'entries' | 'nextToken'>): object {
  const ids = entries.map(({ id }) => id);
  return {
    ...(ids.length > 0 && { newest_id: ids.reduce(larger).toString(), oldest_id: ids.reduce(smaller).toString() }),
    result_count: ids.length,
    ...(nextToken !== undefined && { next_token: nextToken }),
  };
}

/** Each author once. */
export function authorIds(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ post }) => post.author_id ?? []))];
}

function user(id: string): object {
  return { id, name: `Demo user ${id.slice(-3)}`, username: nameOf(id) };
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
