import { idAt } from '../posts/snowflake.ts';
import { type Entry, isShownAt, type Timeline } from '../posts/timeline.ts';
import { postFacts } from '../query/postFacts.ts';
import type { PageStart, Question } from './question.ts';
import { reachMs } from './times.ts';

export interface Page {
  readonly entries: readonly Entry[];
  /** Where the next page begins; undefined after the last one, be it full or not. */
  readonly next: PageStart | undefined;
}

/** The page that a question asks for: what search shows at that time, at most `most` posts. */
export function cutPage(timeline: Timeline, question: Question, most: number, nowMs: number): Page {
  return question.sortOrder === 'recency'
    ? newestFirst(timeline, question, most, nowMs)
    : bestFirst(timeline, question, most, nowMs);
}

function newestFirst(timeline: Timeline, question: Question, most: number, nowMs: number): Page {
  const { from } = question;
  const start = from?.below ?? question.bounds.below;
  const entries: Entry[] = [];
  let hasMore = false;
  for (const entry of shown(timeline, question, start, nowMs)) {
    hasMore = entries.length === most;
    if (hasMore) break;
    entries.push(entry);
  }
  const next = { page: (from?.page ?? 0) + 1, below: entries.at(-1)?.id ?? start, skip: 0 };
  return { entries, next: hasMore ? next : undefined };
}

/** X tells nobody what it takes for relevant; here it is what was liked most. */
function bestFirst(timeline: Timeline, question: Question, most: number, nowMs: number): Page {
  const { from, bounds } = question;
  const all = [...shown(timeline, question, bounds.below, nowMs)].sort((one, other) => likes(other) - likes(one));
  const skip = from?.skip ?? 0;
  const entries = all.slice(skip, skip + most);
  const next = { page: (from?.page ?? 0) + 1, below: 0n, skip: skip + entries.length };
  return { entries, next: all.length > next.skip ? next : undefined };
}

function* shown(timeline: Timeline, { query, bounds }: Question, below: bigint, nowMs: number): Generator<Entry> {
  const oldest = idAt(nowMs - reachMs);
  for (const entry of timeline.between(bounds.above > oldest ? bounds.above : oldest, below)) {
    if (isShownAt(entry, nowMs) && isMatch(entry, query)) yield entry;
  }
}

function isMatch(entry: Entry, query: Question['query']): boolean {
  if (entry.match?.query !== query) entry.match = { query, isMatch: query.matches(postFacts(entry.post)) };
  return entry.match.isMatch;
}

function likes({ post }: Entry): number {
  return post.public_metrics?.like_count ?? 0;
}
