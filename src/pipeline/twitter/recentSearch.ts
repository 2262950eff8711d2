/** One page of X's recent search. Bounds are exclusive; with `nextToken` they must be those of the page before. */
export interface PageRequest {
  readonly sinceId: bigint;
  readonly untilId?: bigint;
  readonly nextToken?: string;
  /** 10 to 100. */
  readonly maxResults: number;
}

/** What the headers say of the window of 15 minutes. */
export interface RateLimit {
  readonly remaining: number;
  /** When the window ends, by X's clock, in ms since 1970. */
  readonly resetMs: number;
}

/** X answered: with a body, or at least with a status that says enough. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  /** Parsed JSON; undefined when the body was none. Strangers wrote it. */
  readonly body: unknown;
  readonly rateLimit?: RateLimit;
  /** X's clock when it answered (header `date`, whole seconds), in ms since 1970. */
  readonly dateMs?: number;
}

/** No answer, or not the whole of one. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  /** What happened, fit for a log: a code or a short sentence, never a text of X's. */
  readonly reason: string;
  /** Whether X may have sent posts, and charged for them. */
  readonly mayHaveCost: boolean;
}

/** X's recent search, newest first, of one query. https://docs.x.com/x-api/posts/search/introduction */
export interface RecentSearch {
  /** Asks once, ends within the time limit of a request, and never rejects. */
  page(request: PageRequest): Promise<Answer | NoAnswer>;
}
