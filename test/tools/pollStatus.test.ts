import { describe, expect, it } from '@jest/globals';
import type { PollState } from '../../src/pipeline/twitter/pollState.ts';
import { firstState } from '../../src/pipeline/twitter/pollState.ts';
import { idAt } from '../../src/pipeline/twitter/snowflake.ts';
import { pollStatus, statusWords } from '../../tools/pollStatus.ts';
import { noon } from '../support/twitter/sourceUnderTest.ts';

const minute = 60_000;
const polling = {
  query: '#Azure\u001b[2J',
  maxPostsPerDay: 500,
  maxPagesPerRun: 10,
  firstRunMinutes: 15,
  horizonSeconds: 60,
  fieldsParameter: 'tweet.fields',
} as const;
const ledger = { days: new Map([['2026-11-20', 37]]) };
const at = (timeMs: number) => ({ id: idAt(timeMs).toString(), time: new Date(timeMs).toISOString() });
const words = (state: PollState | undefined, nowMs = noon) =>
  statusWords(pollStatus(polling, state, ledger, nowMs), nowMs);

const busy: PollState = {
  ...firstState(polling.query, noon, 15),
  cursor: idAt(noon - 15 * minute),
  hole: { lo: idAt(noon - 30 * minute), hi: idAt(noon - 20 * minute) },
  pause: { reason: 'credits', untilMs: noon + minute, settingsMark: 'a' },
  gaps: [{ after: 20n, upTo: idAt(noon - 90 * minute), foundMs: noon }],
  lastError: { timeMs: noon, message: 'status 402, "CreditsDepleted"' },
  upToDateMs: noon - 5 * minute,
};

describe('the status of the twitter source', () => {
  it('says in words how far it has read, what it waits for, and what it cost', () => {
    expect(words(busy).split('\n')).toEqual([
      'Query       #Azure\\x1b[2J',
      `Read up to  2026-11-20T11:45:00.000Z (id ${at(noon - 15 * minute).id})`,
      'Up to date  5 min ago',
      `Hole        2026-11-20T11:30:00.000Z to 2026-11-20T11:40:00.000Z (ids ${busy.hole?.lo} to ${busy.hole?.hi}) is not read yet; the next runs read it first`,
      'Pause       until 2026-11-20T12:01:00.000Z: The account at X has no credits left. Buy some in the developer console',
      'Today       37 of 500 posts on 2026-11-20 ($0.185)',
      expect.stringMatching(/^Gap {9}2010-11-04T.* to 2026-11-20T10:30:00.000Z .* is lost$/),
      'Last error  2026-11-20T12:00:00.000Z: status 402, "CreditsDepleted"',
      '',
    ]);
  });

  it('says that the ceiling leaves no room for a page, and until when', () => {
    const room = (maxPostsPerDay: number) =>
      statusWords(pollStatus({ ...polling, maxPostsPerDay }, busy, ledger, noon), noon);
    expect(room(46)).toContain(
      'Today       37 of 46 posts on 2026-11-20 ($0.185); nothing is read until 2026-11-21T00:00:00.000Z\n',
    );
    expect(room(47)).toContain('($0.185)\n');
  });

  it('says what is not there', () => {
    const quiet = words(firstState(polling.query, noon, 15), noon + 86_400_000);
    expect(quiet).toMatch(
      /Hole +none\nPause +none\nToday +0 of 500 posts on 2026-11-21 \(\$0.00\)\nGaps +none\nLast error +none\n$/,
    );
    expect(words(undefined)).toContain('Read up to  Nothing yet: the source has never run.');
  });

  it('is an object for programs', () => {
    expect(pollStatus(polling, busy, ledger, noon)).toEqual({
      query: polling.query,
      cursor: at(noon - 15 * minute),
      upToDate: '2026-11-20T11:55:00.000Z',
      hole: { from: at(noon - 30 * minute), to: at(noon - 20 * minute) },
      pause: { reason: 'credits', until: '2026-11-20T12:01:00.000Z' },
      today: { day: '2026-11-20', posts: 37, ceiling: 500, dollars: 0.185 },
      gaps: [{ from: { id: '20', time: '2010-11-04T01:42:54.657Z' }, to: at(noon - 90 * minute) }],
      lastError: { time: '2026-11-20T12:00:00.000Z', message: 'status 402, "CreditsDepleted"' },
    });
  });

  it('tells of no pause that is over', () => {
    expect(pollStatus(polling, busy, ledger, noon + minute).pause).toBeUndefined();
  });
});
