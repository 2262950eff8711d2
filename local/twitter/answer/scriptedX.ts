import type { Arrivals } from '../posts/arrivals.ts';
import { idAt } from '../posts/snowflake.ts';
import { Timeline } from '../posts/timeline.ts';
import { rememberQuery } from '../query/rememberQuery.ts';
import type { Answer } from './answer.ts';
import { answerRequest, type XRequest } from './answerRequest.ts';
import { type Behaviour, usualBehaviour } from './behaviour.ts';
import { Ledger } from './ledger.ts';
import { RateWindow } from './rateWindow.ts';
import type { Reply } from './reply.ts';
import { type LoggedRequest, RequestLog } from './requestLog.ts';
import type { AskedRequest, Scripted } from './scripted.ts';
import type { X } from './x.ts';

export interface ScriptedXOptions {
  /** ms since 1970. */
  readonly clock: () => number;
  /** The posts of the world; without it only those that are added. */
  readonly arrivals?: Arrivals | undefined;
  /** Asked at every request for which `answerNext` has left nothing. */
  readonly script?: ((request: AskedRequest) => Scripted | undefined) | undefined;
  /** The one token that is taken; by default any. */
  readonly token?: string | undefined;
  /** How long a post is kept. X shows the last 7 days. */
  readonly keptMs: number;
  readonly requestsKept: number;
}

const marginMs = 60_000;

/** X with its world, its clock and its ways, and what a script changes of them: requests in, replies out. */
export class ScriptedX {
  behaviour: Behaviour = usualBehaviour;
  readonly timeline = new Timeline();
  readonly ledger = new Ledger();
  readonly log: RequestLog;
  /** What the next requests are answered. */
  readonly next: Scripted[] = [];
  readonly #options: ScriptedXOptions;
  readonly #x: X;

  constructor(options: ScriptedXOptions) {
    const { timeline, ledger } = this;
    this.#options = options;
    this.log = new RequestLog(options.requestsKept);
    this.#x = { timeline, ledger, window: new RateWindow(), parseQuery: rememberQuery(), token: options.token };
  }

  /** By X's clock. */
  nowMs(): number {
    return this.#options.clock() + this.behaviour.clockAheadMs;
  }

  answer(request: XRequest): Reply {
    const atMs = this.nowMs();
    this.#goOn(atMs);
    const asked = { index: this.log.count, atMs, parameters: Object.fromEntries(request.parameters) };
    const scripted = this.next.shift() ?? this.#options.script?.(asked);
    const answer = answerRequest(request, scripted ?? {}, { x: this.#x, behaviour: this.behaviour, nowMs: atMs });
    this.log.add(logged(asked, request, answer, scripted));
    const headers = { ...answer.headers, date: new Date(atMs).toUTCString() };
    return { ...answer, headers, delivery: scripted?.delivery ?? {} };
  }

  /** Takes in what has come, and lets go of what nobody can read any more. */
  #goOn(nowMs: number): void {
    const { arrivals, keptMs } = this.#options;
    for (const post of arrivals?.upTo(nowMs) ?? []) this.timeline.add(post);
    this.timeline.forgetBelow(idAt(nowMs - keptMs - marginMs));
  }
}

function logged(
  asked: AskedRequest,
  { path }: XRequest,
  { status, postIds, charged, refusal }: Answer,
  scripted: Scripted | undefined,
): LoggedRequest {
  return { ...asked, path, status, postIds, charged, scripted, refusal };
}
