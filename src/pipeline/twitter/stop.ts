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

/** Why, without a full stop. */
export function stopWords(stop: Stop): string {
  switch (stop.why) {
    case 'page-limit':
      return 'the page limit of a run is reached';
    case 'ceiling':
      return "the day's ceiling leaves no room";
    case 'deadline':
      return 'the time of a run is over';
    case 'rate-limit-near':
      return 'few requests are left';
    case 'hold-lost':
      return 'another run may have begun';
    case 'refused':
      return `X refused (${stop.refusal.kind})`;
    case 'stale-cursor':
    case 'failed':
      return 'reading failed';
  }
}
