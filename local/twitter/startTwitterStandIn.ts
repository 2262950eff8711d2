import { type Behaviour, usualBehaviour } from './answer/behaviour.ts';
import type { DayCost } from './answer/ledger.ts';
import type { LoggedRequest } from './answer/requestLog.ts';
import type { Scripted } from './answer/scripted.ts';
import { ScriptedX, type ScriptedXOptions } from './answer/scriptedX.ts';
import { serve } from './http/serve.ts';
import type { TimedPost } from './posts/post.ts';

export interface TwitterStandInOptions extends Partial<ScriptedXOptions>, Partial<Behaviour> {
  /** Any free one by default. */
  readonly port?: number;
}

/** X's recent search on this machine, with invented posts. */
export interface TwitterStandIn {
  /** For TWITTER_API_URL. */
  readonly url: string;
  /** Puts posts into the world. Throws RangeError for an id that is there already. */
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

const usual = { clock: Date.now, keptMs: 7 * 86_400_000, requestsKept: 10_000 };

/** Starts a stand-in for X on loopback: real time and no posts by default. Rejects when the port is taken. */
export async function startTwitterStandIn(options: TwitterStandInOptions = {}): Promise<TwitterStandIn> {
  const { port = 0, clock, arrivals, script, token, keptMs, requestsKept, ...changes } = { ...usual, ...options };
  const x = new ScriptedX({ clock, arrivals, script, token, keptMs, requestsKept });
  x.behaviour = { ...usualBehaviour, ...changes };
  const served = await serve(port, (request) => x.answer(request));
  return {
    url: `http://127.0.0.1:${served.port}`,
    add: (...posts) => {
      for (const post of posts) x.timeline.add(post);
    },
    remove: (id, atMs = x.nowMs()) => x.timeline.hide(id, atMs),
    answerNext: (...scripted) => void x.next.push(...scripted),
    behave: (more) => {
      x.behaviour = { ...x.behaviour, ...more };
    },
    requests: () => x.log.requests,
    countOf: (status) => (status === undefined ? x.log.count : x.log.countOf(status)),
    costOf: (day) => x.ledger.costOf(day),
    close: () => served.close(),
  };
}
