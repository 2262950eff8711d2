import { ApiResponseError, TwitterApi, type TwitterResponse } from 'twitter-api-v2';
import type { Answer, NoAnswer, PageRequest, RateLimit, RecentSearch } from '../pipeline/twitter/recentSearch.ts';
import { within } from './within.ts';
import { noAnswer } from './xNoAnswer.ts';
import { transport } from './xTransport.ts';

export interface XRecentSearchOptions {
  /** App-only. */
  readonly bearerToken: string;
  readonly query: string;
  /** X renamed this parameter in its documents in August 2026; what the service takes is not settled. */
  readonly fieldsParameter: 'tweet.fields' | 'post.fields';
  readonly requestTimeoutMs: number;
  /** Where X's API is, else at api.x.com. */
  readonly origin?: URL | undefined;
}

/** No `expansions`: every expanded author would be charged twice the price of a post. */
const fields = 'created_at,author_id,lang,public_metrics,note_tweet,referenced_tweets,conversation_id,entities';
const newerFields = fields.replace('note_tweet', 'note_post').replace('referenced_tweets', 'referenced_posts');

/** The promise of `requestTimeoutMs` holds even where the client's own limits would not end a request. */
const graceMs = 1_000;

/**
 * Recent search through `twitter-api-v2`, made safe: without compression, since a body that breaks off would never
 * settle, and a corrupt one would end the process; without its parser, which throws on an error list it does not expect;
 * without its iterators, which end silently.
 */
export function xRecentSearch(options: XRecentSearchOptions): RecentSearch {
  const { bearerToken, requestTimeoutMs } = options;
  const { v2 } = new TwitterApi(bearerToken, transport(options));
  const ask = (request: PageRequest) =>
    v2.get<string>('tweets/search/recent', parameters(request, options), {
      fullResponse: true,
      forceParseMode: 'text',
    });
  return {
    page: async (request) => {
      try {
        return answerOf(await within(requestTimeoutMs + graceMs, ask(request)));
      } catch (error) {
        return error instanceof ApiResponseError ? refusalOf(error) : noAnswer(error);
      }
    },
  };
}

/** Undefined ones are not sent. */
function parameters(request: PageRequest, { query, fieldsParameter }: XRecentSearchOptions) {
  return {
    query,
    max_results: request.maxResults,
    sort_order: 'recency',
    since_id: request.sinceId.toString(),
    until_id: request.untilId?.toString(),
    next_token: request.nextToken,
    [fieldsParameter]: fieldsParameter === 'tweet.fields' ? fields : newerFields,
  };
}

/** The client resolves for every status below 400, redirections too, and for a text that broke off. */
function answerOf({ data, headers, rateLimit }: TwitterResponse<string>): Answer | NoAnswer {
  const parsed = parseJson(data);
  if (parsed !== undefined) return { kind: 'answer', status: 200, body: parsed, ...facts(headers, rateLimit) };
  if (headers.location !== undefined)
    return { kind: 'no-answer', reason: 'a redirection, not JSON', mayHaveCost: false };
  const isPage = String(headers['content-type']).includes('html');
  return { kind: 'no-answer', reason: isPage ? 'a web page, not JSON' : 'a broken body', mayHaveCost: !isPage };
}

function refusalOf({ code, data, headers, rateLimit }: ApiResponseError): Answer {
  const text: unknown = data;
  const body = typeof text === 'string' ? parseJson(text) : undefined;
  return { kind: 'answer', status: code, body, ...facts(headers, rateLimit) };
}

type Headers = Readonly<Record<string, unknown>>;

function facts(
  headers: Headers,
  rateLimit: TwitterResponse<unknown>['rateLimit'],
): Pick<Answer, 'rateLimit' | 'dateMs'> {
  const limit = rateLimit && readRateLimit(rateLimit);
  const dateMs = typeof headers.date === 'string' ? Date.parse(headers.date) : Number.NaN;
  return { ...(limit && { rateLimit: limit }), ...(!Number.isNaN(dateMs) && { dateMs }) };
}

/** The client makes NaN of a header that is missing. */
function readRateLimit({ remaining, reset }: { remaining: number; reset: number }): RateLimit | undefined {
  return Number.isFinite(remaining) && Number.isFinite(reset) ? { remaining, resetMs: reset * 1000 } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
