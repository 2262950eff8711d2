import type { Behaviour } from './behaviour.ts';
import type { Problem } from './problems.ts';
import { type RateLimit, rateHeaders } from './rateWindow.ts';
import type { Reply } from './reply.ts';

/** An answer before it is sent, and what a log wants to know of it. */
export interface Answer extends Omit<Reply, 'delivery'> {
  readonly postIds: readonly string[];
  readonly charged: number;
  /** X's words, where it refuses. */
  readonly refusal: string | undefined;
}

/** A refusal; the rate limit's headers go along where one is given. */
export function refusedAnswer({ status, body }: Problem, behaviour: Behaviour, rate?: RateLimit): Answer {
  const headers = rate ? rateHeaders(rate) : {};
  return { status, body, contentType: behaviour.problemContentType, headers, postIds: [], charged: 0, refusal: body };
}
