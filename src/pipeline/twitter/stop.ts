import type { Refusal } from './classifyAnswer.ts';

/** Why a run reads no further page. What it leaves unread is for the next run. */
export type Stop =
  | { readonly why: 'page-limit' | 'ceiling' | 'deadline' | 'hold-lost' }
  /** Few requests are left in X's window. */
  | { readonly why: 'rate-limit-near' }
  | { readonly why: 'stale-cursor'; readonly above: bigint; readonly detail: string }
  | { readonly why: 'refused'; readonly refusal: Refusal }
  /** Tried again and again, or an answer that must not be. */
  | { readonly why: 'failed'; readonly detail: string };
