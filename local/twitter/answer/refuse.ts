import { staleId } from '../search/bounds.ts';
import type { Parameters } from '../search/question.ts';
import { type Answer, refusedAnswer } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { about, invalidRequest, type Problem, problemOf } from './problems.ts';
import type { RateLimit } from './rateWindow.ts';
import type { Overload, ProblemRefusal, Refusal } from './refusal.ts';

export interface RefusalContext {
  readonly parameters: Parameters;
  readonly behaviour: Behaviour;
  readonly rate: RateLimit;
  readonly nowMs: number;
}

/** The refusal that a script asks for. */
export function refuse(refusal: Refusal, context: RefusalContext): Answer {
  if ('overload' in refusal) return overload(refusal, context);
  const { behaviour, rate } = context;
  const { problem, rateHeaders = problem !== 'unauthorized' } = refusal;
  const isLimit = problem === 'rate-limit' || problem === 'rate-limit-v1';
  const told = { ...rate, ...(isLimit && { remaining: 0 }) };
  return refusedAnswer(worded(problem, context), behaviour, rateHeaders ? told : undefined);
}

function worded(problem: ProblemRefusal['problem'], { parameters, behaviour, nowMs }: RefusalContext): Problem {
  if (problem !== 'stale-cursor') return problemOf(problem, behaviour.problemHost);
  const { errors } = staleId(parameters, 'since_id', { ...behaviour, nowMs });
  return invalidRequest(errors, behaviour.problemHost);
}

const titles: Readonly<Record<Overload['overload'], string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** As seen: a page of HTML may claim to be JSON. */
function overload({ overload: status, as }: Overload, { behaviour, rate }: RefusalContext): Answer {
  const title = titles[status];
  const answer = refusedAnswer(about(status, title), behaviour, as === 'json' ? rate : undefined);
  if (as === 'json') return answer;
  const page = `<!doctype html><html><head><title>${title}</title></head><body></body></html>`;
  return { ...answer, body: as === 'html' ? page : '', refusal: title };
}
