import { InvalidRequest } from '../search/invalid.ts';
import type { Parameters } from '../search/question.ts';
import { readQuestion } from '../search/readQuestion.ts';
import { type Answer, refusedAnswer } from './answer.ts';
import { answerPage } from './answerPage.ts';
import type { Behaviour } from './behaviour.ts';
import type { Circumstances } from './circumstances.ts';
import { about, invalidRequest, type Problem, problemOf } from './problems.ts';
import { type RateLimit, rateHeaders } from './rateWindow.ts';
import { refuse } from './refuse.ts';
import type { Scripted } from './scripted.ts';

/** A request as far as X looks at it. */
export interface XRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: Parameters;
  readonly authorization: string | undefined;
}

const searchPath = '/2/tweets/search/recent';

/** What X answers. It looks at a request in this order: what it is, who asks, how often, for what. */
export function answerRequest(request: XRequest, scripted: Scripted, circumstances: Circumstances): Answer {
  const { x, behaviour, nowMs } = circumstances;
  const problem = wrongWith(request, x.token, behaviour.problemHost);
  if (problem) return refusedAnswer(problem, behaviour);
  const { isRefused, ...rate } = x.window.take(behaviour.requestsPerWindow, nowMs);
  if (scripted.refusal) return refuse(scripted.refusal, { parameters: request.parameters, behaviour, rate, nowMs });
  if (isRefused) return refusedAnswer(problemOf('rate-limit', behaviour.problemHost), behaviour, rate);
  return answerQuestion(request, scripted, rate, circumstances);
}

function wrongWith(
  { path, method, authorization }: XRequest,
  token: string | undefined,
  host: Behaviour['problemHost'],
) {
  if (path === '/1.1/search/tweets.json') return problemOf('v1-endpoint', host);
  if (path !== searchPath) return about(404, 'Not Found');
  if (method !== 'GET') return about(405, 'Method Not Allowed');
  return isKnown(authorization, token) ? undefined : problemOf('unauthorized', host);
}

function isKnown(authorization: string | undefined, token: string | undefined): boolean {
  const [, given] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  return given !== undefined && (token === undefined || given === token);
}

function answerQuestion(
  { parameters }: XRequest,
  scripted: Scripted,
  rate: RateLimit,
  { x, behaviour, nowMs }: Circumstances,
): Answer {
  try {
    const question = readQuestion(parameters, { ...behaviour, nowMs, parseQuery: x.parseQuery });
    const page = answerPage(parameters, question, scripted, { x, behaviour, nowMs });
    return { ...page, headers: rateHeaders(rate) };
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    const problem: Problem = invalidRequest(error.errors, behaviour.problemHost);
    return refusedAnswer(problem, behaviour, rate);
  }
}
