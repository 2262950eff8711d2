import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatPollState } from '../../../src/pipeline/twitter/formatPollState.ts';
import { parsePollState } from '../../../src/pipeline/twitter/parsePollState.ts';
import { firstState, type PollState } from '../../../src/pipeline/twitter/pollState.ts';
import { noon } from '../../support/twitter/sourceUnderTest.ts';

const query = '#Azure lang:en';
const good = formatPollState(firstState(query, noon, 15));
const changed = (changes: object) => JSON.stringify({ ...JSON.parse(good), ...changes });

const id = fc.bigInt({ min: 0n, max: 10n ** 19n - 100n });
const time = fc.integer({ min: 0, max: 4e12 });
const anyState: fc.Arbitrary<PollState> = fc.record(
  {
    query: fc.constant(query),
    cursor: id,
    hole: fc.tuple(id, fc.bigInt({ min: 1n, max: 99n })).map(([lo, width]) => ({ lo, hi: lo + width })),
    sent: fc.array(id).map((ids) => new Set(ids)),
    pause: fc.record({
      reason: fc.constantFrom('rate-limit' as const, 'credits' as const),
      untilMs: time,
      settingsMark: fc.string(),
    }),
    gaps: fc.array(fc.record({ after: id, upTo: id, foundMs: time })),
    lastError: fc.record({ timeMs: time, message: fc.string() }),
    upToDateMs: time,
  },
  { requiredKeys: ['query', 'cursor', 'sent', 'gaps'] },
);

describe('the saved poll state', () => {
  it('is what it was, after reading it again', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(parsePollState(formatPollState(state), query, 'a blob')).toEqual(state);
      }),
    );
  });

  it('can be read by people: a version, the query, ids as text, times as dates', () => {
    const pause = { reason: 'credits', untilMs: noon, settingsMark: '1f' } as const;
    const text = formatPollState({ ...firstState(query, noon, 15), pause, hole: { lo: 7n, hi: 9n } });
    expect(JSON.parse(text)).toEqual({
      version: 1,
      query,
      cursor: '2123740638213046272',
      hole: { lo: '7', hi: '9' },
      pause: { reason: 'credits', until: '2026-11-20T12:00:00.000Z', settingsMark: '1f' },
      gaps: [],
      sent: [],
    });
    expect(text.split('\n').length).toBeGreaterThan(10);
  });

  it.each([
    ['no JSON', 'it is no JSON', '{'],
    ['an empty text', 'it is no JSON', ''],
    ['no object', 'it has version none', '[]'],
    ['another version', 'it has version 2, and this program knows version 1', changed({ version: 2 })],
    ['another query', 'its "query" is not "#Azure lang:en"', changed({ query: '#aws' })],
    ['an empty cursor, which would mean everything', 'its "cursor" holds what is no id', changed({ cursor: '' })],
    ['a number for a cursor, which a double may have rounded', 'its "cursor" is no text', changed({ cursor: 20 })],
    ['half a hole', '"hole" cannot be used: its "hi" is no text', changed({ hole: { lo: '1' } })],
    ['a hole that is none', 'its "hi" is not above its "lo"', changed({ hole: { lo: '5', hi: '5' } })],
    ['a pause for no known reason', 'its "reason" is none that is known', changed({ pause: { reason: 'x' } })],
    ['a time that is none', 'its "upToDate" is no time', changed({ upToDate: 'soon' })],
    ['a list that is none', 'its "sent" is no list', changed({ sent: {} })],
    ['an id that is none', 'its "sent" holds what is no id', changed({ sent: ['1', 2] })],
  ])('is refused with %s, and never guessed at', (_what, expected, text) => {
    const parse = () => parsePollState(text, query, 'a blob');
    expect(parse).toThrow(
      expect.objectContaining({ code: 'state-unreadable', message: expect.stringContaining(expected) }),
    );
    expect(parse).toThrow('The saved poll state (a blob)');
    expect(parse).toThrow('Mend it, or delete it to start over, which reads and pays for posts again.');
  });

  it('is refused or read whatever JSON it holds', () => {
    fc.assert(
      fc.property(fc.json(), fc.object(), (json, fields) => {
        for (const text of [json, changed(fields)]) {
          try {
            parsePollState(text, query, 'a blob');
          } catch (error) {
            expect(error).toMatchObject({ code: 'state-unreadable' });
          }
        }
      }),
    );
  });
});
