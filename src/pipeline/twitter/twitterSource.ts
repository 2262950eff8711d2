import type { SourceFigures, SourceRun, TweetSource } from '../publishTweets.ts';
import { formatPollState } from './formatPollState.ts';
import { parsePollState } from './parsePollState.ts';
import { isPaused, pauseAfterHubFault } from './pause.ts';
import { pauseLine } from './pauseLines.ts';
import { firstState, type PollState } from './pollState.ts';
import type { HeldState } from './pollStateStore.ts';
import { type PollRun, readRun, type TwitterRunOptions } from './readRun.ts';
import { statesAfter } from './statesAfter.ts';
import { stepsOf } from './stepsOf.ts';
import { tellGaps, tellRun } from './tellRun.ts';

/** Posts of X's recent search: none lost, none repeated, and never more than the day's ceiling. */
export function twitterSource(options: TwitterRunOptions): TweetSource {
  const { states, settings, now } = options;
  const first = () => formatPollState(firstState(settings.query, now(), settings.firstRunMinutes));
  const said = new Set<string>();
  return {
    name: 'twitter',
    steps: async function* (run) {
      const held = await states.open(first);
      if (held === undefined) {
        run.log.log('Asked X for nothing: another run is at work, or one broke off less than a minute ago.');
        return;
      }
      try {
        yield* steps(held, run, options, said);
      } finally {
        await held.close();
      }
    },
  };
}

async function* steps(
  held: HeldState,
  { log, tell, reachHub }: SourceRun,
  options: TwitterRunOptions,
  said: Set<string>,
) {
  const { settings, now } = options;
  const state = parsePollState(held.text, settings.query, options.states.place);
  if (isPaused(state.pause, now(), settings.settingsMark)) return log.log(pauseLine(state.pause));
  // What cannot be published would be read, counted and perhaps paid for once more.
  await reachHub();
  const run = await readRun(state, held, options);
  const once = (line: string) => {
    if (!said.has(line)) log.error(line);
    said.add(line);
  };
  tellRun(run, settings, { log, once });
  tell?.(figuresOf(run));
  const { meanwhile, atLast } = statesAfter(state, run);
  // Saved even if nothing can be published: X is not asked again before its time.
  if (run.pause) await held.save(formatPollState(meanwhile));
  const untaken = (saved: PollState): PollState => {
    const moment = { nowMs: now(), settingsMark: settings.settingsMark };
    return { ...saved, pause: pauseAfterHubFault(state.pause, run.pause, moment) };
  };
  // A run that cannot publish leaves its gap for the next one to find, wider by then: it is told of once, as it is recorded.
  const beforeLast = () => tellGaps(run, log);
  yield* stepsOf(run.fresh, { meanwhile, atLast, held, beforeLast, untaken });
}

function figuresOf({ totals, known, polled }: PollRun): SourceFigures {
  return {
    fetched: totals.posts,
    duplicates: known,
    rateLimitRemaining: totals.rateLimit?.remaining ?? null,
    sinceId: String(polled.position.cursor),
  };
}
