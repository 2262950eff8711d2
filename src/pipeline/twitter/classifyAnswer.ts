import { type Problem, quoted, readProblem } from './problem.ts';
import type { Answer, NoAnswer, RateLimit } from './recentSearch.ts';
import { isPage, type NoPage, readSearchPage, type SearchPage } from './searchPage.ts';

const refusalKinds = ['rate-limit', 'usage-cap', 'credits', 'token', 'enrolment', 'forbidden', 'bad-request'] as const;

export type RefusalKind = (typeof refusalKinds)[number];

export function isRefusalKind(text: string): text is RefusalKind {
  return refusalKinds.some((kind) => kind === text);
}

/** X will not answer this request, now or as long as nothing changes. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** Status, and X's title in quotes. */
  readonly detail: string;
  readonly rateLimit?: RateLimit | undefined;
}

/** What an answer means. Each kind leads to one thing: go on, ask with another bound, ask again, wait or stop. */
export type Verdict =
  | { readonly kind: 'page'; readonly page: SearchPage }
  /** `since_id` lies more than 7 days back: X wants one above this id. */
  | { readonly kind: 'stale-cursor'; readonly above: bigint; readonly detail: string }
  | { readonly kind: 'transient'; readonly detail: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The order is that of the cases in which one would be taken for another: a usage cap is a 429 too. */
export function classifyAnswer(answer: Answer | NoAnswer): Verdict {
  if (answer.kind === 'no-answer') return { kind: 'transient', detail: answer.reason };
  const read = answer.status === 200 ? readSearchPage(answer.body) : undefined;
  const page = read && isPage(read) ? read : undefined;
  // Errors may stand beside posts; what came, and was paid for, is not thrown away.
  if (page !== undefined && page.tweets.length > 0) return { kind: 'page', page };
  const problem = readProblem(answer.body);
  const detail = describe(answer, problem, read);
  const kind = refusalOf(answer.status, problem);
  if (kind === 'bad-request') {
    const above = idAbove(problem);
    if (above !== undefined) return { kind: 'stale-cursor', above, detail };
  }
  if (kind !== undefined) return { kind: 'refused', refusal: { kind, detail, rateLimit: answer.rateLimit } };
  return page ? { kind: 'page', page } : { kind: 'transient', detail };
}

function refusalOf(status: number, problem: Problem): RefusalKind | undefined {
  const says = (...kinds: readonly string[]) => kinds.some((kind) => problem.kinds.includes(kind));
  if (status === 402 || says('credits', 'CreditsDepleted')) return 'credits';
  if (says('usage-capped', 'UsageCapExceeded')) return 'usage-cap';
  if (status === 429 || status === 420) return 'rate-limit';
  if (status === 401) return 'token';
  if (status === 403) return isEnrolment(problem) ? 'enrolment' : 'forbidden';
  return status >= 400 && status < 500 && status !== 408 ? 'bad-request' : undefined;
}

function isEnrolment({ kinds, reason }: Problem): boolean {
  return kinds.includes('client-forbidden') || reason === 'client-not-enrolled';
}

/** `'since_id' must be a tweet id created after …. Please use a 'since_id' that is larger than 2083157183716917248` */
function idAbove({ messages }: Problem): bigint | undefined {
  const message = messages.find((text) => text.includes('since_id') && text.includes('larger than'));
  const [, id] = /larger than (\d{1,19})/.exec(message ?? '') ?? [];
  return id === undefined ? undefined : BigInt(id);
}

/** Never the `detail` of a problem: it may name the account. */
function describe({ status }: Answer, { title, messages }: Problem, read?: SearchPage | NoPage): string {
  const words = status === 400 ? (messages[0] ?? title) : title;
  const wrong = read === undefined || isPage(read) ? '' : `, but ${read.wrong}`;
  return `status ${status}${wrong}${words === undefined ? '' : `, ${quoted(words)}`}`;
}
