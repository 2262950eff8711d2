import type { Tweet } from '../tweet.ts';
import { type AskOptions, ask, type Bounds } from './ask.ts';
import type { Verdict } from './classifyAnswer.ts';
import type { SearchPage } from './searchPage.ts';
import { type Stop, stopWords } from './stop.ts';
import { noTotals, type Totals } from './totals.ts';

export interface ReadingOptions extends AskOptions {
  readonly maxPagesPerRun: number;
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What a run has read so far. */
export interface Reading {
  readonly found: Map<string, Tweet>;
  readonly totals: Totals;
  /** The page after `nextToken`, with as many attempts as make sense, or why there is none. */
  page(bounds: Bounds, nextToken: string | undefined): Promise<SearchPage | Stop>;
}

const attempts = 3;

/** Reads pages for one run, until one of its limits is reached. */
export function openReading(options: ReadingOptions): Reading {
  const totals = noTotals();
  let pages = 0;

  const page = async (bounds: Bounds, nextToken: string | undefined): Promise<SearchPage | Stop> => {
    if (pages === options.maxPagesPerRun) return { why: 'page-limit' };
    pages += 1;
    let fault: string | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const verdict = await ask(bounds, nextToken, totals, options);
      if ('why' in verdict) return fault === undefined ? verdict : stopAfter(fault, verdict);
      const isLast = attempt === attempts;
      if (verdict.kind !== 'transient' && (isLast || !isDamaged(verdict))) return outcome(verdict, totals);
      if (verdict.kind === 'transient' && isLast)
        return { why: 'failed', detail: `${verdict.detail}, at the last of ${attempts} attempts` };
      if (verdict.kind === 'transient') fault = verdict.detail;
      await options.wait(pauseMs(attempt, options.random));
    }
  };
  return { found: new Map(), totals, page };
}

/** An X that hangs uses up the time of a run: what is wrong is the fault, and not the limit that it leads to. */
function stopAfter(fault: string, stop: Stop): Stop {
  return stop.why === 'failed'
    ? stop
    : { why: 'failed', detail: `${fault}; not asked again, since ${stopWords(stop)}` };
}

/** Something may have happened to it on its way; what comes thus again and again is taken without its bad entries. */
function isDamaged(verdict: Verdict): boolean {
  return verdict.kind === 'page' && verdict.page.unreadable > 0;
}

function outcome(verdict: Exclude<Verdict, { kind: 'transient' }>, totals: Totals): SearchPage | Stop {
  if (verdict.kind === 'refused') return { why: 'refused', refusal: verdict.refusal };
  if (verdict.kind === 'stale-cursor') return { why: 'stale-cursor', above: verdict.above, detail: verdict.detail };
  totals.unreadable += verdict.page.unreadable;
  totals.undated += verdict.page.undated;
  return verdict.page;
}

/** Half a second to a second, then twice that: three seconds at most for a page. */
function pauseMs(attempt: number, random: () => number): number {
  return 500 * 2 ** (attempt - 1) * (1 + random());
}
