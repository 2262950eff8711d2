import type { Answer } from './answer/answer.ts';
import { answerRequest, type XRequest } from './answer/answerRequest.ts';
import { type Behaviour, usualBehaviour } from './answer/behaviour.ts';
import { type DayCost, Ledger } from './answer/ledger.ts';
import { RateWindow } from './answer/rateWindow.ts';
import type { Reply } from './answer/reply.ts';
import { type LoggedRequest, RequestLog } from './answer/requestLog.ts';
import type { AskedRequest, Scripted } from './answer/scripted.ts';
import type { X } from './answer/x.ts';
import { serve } from './http/serve.ts';
import type { Arrivals } from './posts/arrivals.ts';
import type { TimedPost } from './posts/post.ts';
import { idAt } from './posts/snowflake.ts';
import { Timeline } from './posts/timeline.ts';
import { rememberQuery } from './query/rememberQuery.ts';

export interface TwitterStandInOptions extends Partial<Behaviour> {
  /** Any free one by default. */
  readonly port?: number;
  /** ms since 1970. */
  readonly clock?: () => number;
  /** The posts of the world; without it only those that are added. */
  readonly arrivals?: Arrivals;
  /** Asked at every request for which `answerNext` has left nothing. */
  readonly script?: (request: AskedRequest) => Scripted | undefined;
  /** The one token that is taken; by default any. */
  readonly token?: string;
  /** How long a post is kept. X shows the last 7 days. */
  readonly keptMs?: number;
  /** How many requests `requests()` remembers. */
  readonly requestsKept?: number;
}

/** X's recent search on this machine, with invented posts. */
export interface TwitterStandIn {
  /** For TWITTER_API_URL. */
  readonly url: string;
  /** Puts posts into the world. */
  add(...posts: readonly TimedPost[]): void;
  /** Deletes a post, now by default. */
  remove(id: string, atMs?: number): void;
  /** What the next requests are answered, one after the other. */
  answerNext(...scripted: readonly Scripted[]): void;
  behave(changes: Partial<Behaviour>): void;
  /** The last ones, oldest first. */
  requests(): readonly LoggedRequest[];
  /** How many requests came, or how many were answered with a status. */
  countOf(status?: number): number;
  /** What a UTC day (2026-11-20) has cost at X's prices. */
  costOf(day: string): DayCost;
  /** Ends everything at once. Safe to call twice. */
  close(): Promise<void>;
}

const sevenDaysMs = 7 * 86_400_000;
const marginMs = 60_000;

/** Starts a stand-in for X on loopback. Rejects when the port is taken. */
export async function startTwitterStandIn(options: TwitterStandInOptions = {}): Promise<TwitterStandIn> {
  const {
    port = 0,
    clock = Date.now,
    arrivals,
    script,
    token,
    keptMs = sevenDaysMs,
    requestsKept = 10_000,
    ...changes
  } = options;
  let behaviour: Behaviour = { ...usualBehaviour, ...changes };
  const timeline = new Timeline();
  const ledger = new Ledger();
  const x: X = { timeline, ledger, window: new RateWindow(), parseQuery: rememberQuery(), token };
  const log = new RequestLog(requestsKept);
  const scriptedNext: Scripted[] = [];
  const now = () => clock() + behaviour.clockAheadMs;

  const answer = (request: XRequest): Reply => {
    const atMs = now();
    for (const post of arrivals?.upTo(atMs) ?? []) timeline.add(post);
    timeline.forgetBelow(idAt(atMs - keptMs - marginMs));
    const asked: AskedRequest = { index: log.count, atMs, parameters: Object.fromEntries(request.parameters) };
    const scripted = scriptedNext.shift() ?? script?.(asked);
    const answered = answerRequest(request, scripted ?? {}, { x, behaviour, nowMs: atMs });
    log.add(logged(asked, request, answered, scripted));
    const headers = { ...answered.headers, date: new Date(atMs).toUTCString() };
    return { ...answered, headers, delivery: scripted?.delivery ?? {} };
  };

  const served = await serve(port, answer);
  return {
    url: `http://127.0.0.1:${served.port}`,
    add: (...posts) => {
      for (const post of posts) timeline.add(post);
    },
    remove: (id, atMs = now()) => timeline.hide(id, atMs),
    answerNext: (...scripted) => scriptedNext.push(...scripted),
    behave: (more) => {
      behaviour = { ...behaviour, ...more };
    },
    requests: () => log.requests,
    countOf: (status) => (status === undefined ? log.count : log.countOf(status)),
    costOf: (day) => ledger.costOf(day),
    close: () => served.close(),
  };
}

function logged(
  asked: AskedRequest,
  { path }: XRequest,
  answer: Answer,
  scripted: Scripted | undefined,
): LoggedRequest {
  const { status, postIds, charged, refusal } = answer;
  return { ...asked, path, status, postIds, charged, scripted, refusal };
}
