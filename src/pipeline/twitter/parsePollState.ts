import { isTweetId } from '../tweetId.ts';
import { isPauseReason, type Pause } from './pause.ts';
import type { FoundGap, Hole, LastError, PollState } from './pollState.ts';
import { type Fields, readFields, versionOne } from './savedFields.ts';

/** The state of this query that a text holds, kept in `place`. Throws PollError `state-unreadable`, and never guesses. */
export function parsePollState(text: string, query: string, place: string): PollState {
  const what = `poll state (${place})`;
  const state = readFields(versionOne(what, text), what);
  if (state.text('query') !== query) throw state.wrong('query', `is not ${JSON.stringify(query)}`);
  return {
    query,
    cursor: id(state, 'cursor'),
    hole: state.optional('hole', hole),
    pause: state.optional('pause', pause),
    upToDateMs: state.has('upToDate') ? state.time('upToDate') : undefined,
    lastError: state.optional('lastError', lastError),
    gaps: state.list('gaps', gap),
    sent: new Set(state.values('sent').map((value) => idOf(value, state, 'sent'))),
  };
}

function hole(fields: Fields): Hole {
  const [lo, hi] = [id(fields, 'lo'), id(fields, 'hi')];
  if (hi <= lo) throw fields.wrong('hi', 'is not above its "lo"');
  return { lo, hi };
}

function pause(fields: Fields): Pause {
  const reason = fields.text('reason');
  if (!isPauseReason(reason)) throw fields.wrong('reason', 'is none that is known');
  const failures = fields.has('failures') ? fields.count('failures') : undefined;
  return { reason, untilMs: fields.time('until'), settingsMark: fields.text('settingsMark'), failures };
}

function lastError(fields: Fields): LastError {
  return { timeMs: fields.time('time'), message: fields.text('message') };
}

function gap(fields: Fields): FoundGap {
  return { after: id(fields, 'after'), upTo: id(fields, 'upTo'), foundMs: fields.time('found') };
}

function id(fields: Fields, name: string): bigint {
  return idOf(fields.text(name), fields, name);
}

function idOf(value: unknown, fields: Fields, name: string): bigint {
  if (!isTweetId(value)) throw fields.wrong(name, 'holds what is no id of a post');
  return BigInt(value);
}
