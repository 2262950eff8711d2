import type { Answer, NoAnswer, PageRequest, RecentSearch } from '../../../src/pipeline/twitter/recentSearch.ts';

/** A post as X delivers it, and what else a test says of it. */
export interface FakePost {
  readonly id: string;
  readonly text: string;
  readonly [key: string]: unknown;
}

/** X in memory: the posts it shows, newest first by number, and whatever answer a test puts in the way. */
export class FakeSearch implements RecentSearch {
  posts: FakePost[] = [];
  readonly requests: PageRequest[] = [];
  /** As many posts as were sent, repeats too. */
  sent = 0;
  /** Asked before each page; what it gives is the answer. */
  instead: (request: PageRequest, index: number) => Answer | NoAnswer | undefined = () => undefined;
  facts: Pick<Answer, 'rateLimit' | 'dateMs'> = {};

  async page(request: PageRequest): Promise<Answer | NoAnswer> {
    this.requests.push(request);
    const other = this.instead(request, this.requests.length - 1);
    if (other) return other;
    const { sinceId, untilId, nextToken, maxResults } = request;
    const below = nextToken === undefined ? untilId : BigInt(nextToken.slice(1));
    const shown = this.posts
      .filter(({ id }) => BigInt(id) > sinceId && (below === undefined || BigInt(id) < below))
      .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
    const data = shown.slice(0, maxResults);
    this.sent += data.length;
    const last = data.at(-1);
    const meta = {
      result_count: data.length,
      ...(last && { newest_id: data[0]?.id, oldest_id: last.id }),
      ...(last && shown.length > data.length && { next_token: `t${last.id}` }),
    };
    return { kind: 'answer', status: 200, body: last ? { data, meta } : { meta }, ...this.facts };
  }
}

/** An error of X's as JSON. */
export function refusal(status: number, body?: unknown, facts: Pick<Answer, 'rateLimit' | 'dateMs'> = {}): Answer {
  return { kind: 'answer', status, body, ...facts };
}
