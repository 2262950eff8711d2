import { staleMessage } from '../search/bounds.ts';
import type { Parameters } from '../search/question.ts';
import { type Answer, refusedAnswer } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { about, invalidRequest, problemOf } from './problems.ts';
import type { RateLimit } from './rateWindow.ts';
import type { Overload, Refusal } from './refusal.ts';

export interface RefusalContext {
  readonly behaviour: Behaviour;
  readonly rate: RateLimit;
  readonly nowMs: number;
}

/** The refusal that a script asks for. */
export function refuse(refusal: Refusal, parameters: Parameters, context: RefusalContext): Answer {
  const { behaviour, rate, nowMs } = context;
  const { problemHost: host } = behaviour;
  if ('overload' in refusal) return overload(refusal, context);
  if ('staleCursor' in refusal) {
    const message = staleMessage('since_id', nowMs, refusal.staleCursor === 'brackets');
    const since = parameters.get('since_id');
    const errors = [{ parameters: { since_id: since === undefined ? [] : [since] }, message }];
    return refusedAnswer(invalidRequest(errors, host), behaviour, rate);
  }
  const { problem, rateHeaders = problem !== 'unauthorized' } = refusal;
  const isLimit = problem === 'rate-limit' || problem === 'rate-limit-v1';
  const told = { ...rate, ...(isLimit && { remaining: 0 }) };
  return refusedAnswer(problemOf(problem, host), behaviour, rateHeaders ? told : undefined);
}

const titles: Readonly<Record<Overload['overload'], string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

function overload({ overload: status, as }: Overload, { behaviour, rate }: RefusalContext): Answer {
  const title = titles[status];
  const answer = refusedAnswer(about(status, title), behaviour, as === 'json' ? rate : undefined);
  if (as === 'json') return answer;
  const body = as === 'html' ? `<!doctype html><html><head><title>${title}</title></head><body></body></html>` : '';
  // As seen: a page of HTML may claim to be JSON.
  return { ...answer, body, refusal: title };
}
