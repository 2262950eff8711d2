import { describe, expect, it } from '@jest/globals';
import { Account, type AccountOptions } from '../../../../tools/verify/account/account.ts';
import type { Position } from '../../../../tools/verify/account/byPosition.ts';
import { rowFingerprint } from '../../../../tools/verify/account/fingerprints.ts';
import type { LogEntry } from '../../../../tools/verify/account/records.ts';
import type { Expected } from '../../../../tools/verify/faults/fault.ts';

const at = (sequenceNumber: number, partition = '0') => ({ partition, sequenceNumber });
const entry = (sequenceNumber: number, id: string | undefined, sendNumber?: number): LogEntry => ({
  ...at(sequenceNumber),
  enqueuedMs: 1_000 + sequenceNumber,
  id,
  row: id === undefined ? 0 : contentOf(id),
  letter: letterContent(sequenceNumber),
  sendNumber,
});
/** The row of a tweet in these trials is its id, a dead letter the place of its event. */
const contentOf = (id: string) => rowFingerprint({ id });
const letterContent = (sequenceNumber: number) => 7_000 + sequenceNumber;
const rowOf = (place: Position, id: string) => ({ ...place, id, content: contentOf(id) });
const letter = (sequenceNumber: number, reason = 'not-json') => ({
  ...at(sequenceNumber),
  enqueuedMs: 1_000 + sequenceNumber,
  reason,
  content: letterContent(sequenceNumber),
});

/** The account of these entries, and what is done to it then. */
function accountOf(entries: readonly LogEntry[], act: (account: Account) => void, options?: AccountOptions) {
  const account = new Account(options);
  for (const each of entries) account.addEntry(each);
  act(account);
  const { missing, duplicate, stray, altered, outdated, unexpected, ...counts } = account.close();
  return {
    ...counts,
    missing: missing.first,
    duplicate: duplicate.first,
    stray: stray.first,
    altered: altered.first,
    outdated: outdated.first,
    unexpected: unexpected.first,
  };
}

describe('the account of a run', () => {
  it('is closed when every event is one row or one dead letter', () => {
    const closed = accountOf([entry(0, '10'), entry(1, undefined), entry(2, '11')], (account) => {
      account.addLetter(letter(1));
      account.addRow(rowOf(at(2), '11'));
      account.addRow(rowOf(at(0), '10'));
    });
    expect(closed).toEqual({
      events: 3,
      rows: 2,
      deadLetters: 1,
      repeated: 0,
      missing: [],
      duplicate: [],
      stray: [],
      altered: [],
      outdated: [],
      unexpected: [],
    });
  });

  it('finds a row and a dead letter that hold something else than their events', () => {
    const closed = accountOf([entry(0, '10'), entry(1, undefined)], (account) => {
      account.addRow({ ...rowOf(at(0), '10'), content: contentOf('11') });
      account.addLetter({ ...letter(1), content: 0 });
    });
    expect(closed).toMatchObject({ missing: [], stray: [], unexpected: [] });
    expect(closed.altered).toEqual([
      'partition 0, sequence number 0: row 10 does not hold what its event holds',
      'partition 0, sequence number 1: the dead letter does not hold what its event holds',
    ]);
  });

  it('names the events that are neither, those that follow each other by their range', () => {
    const ids = ['1', '2', '3', '4', undefined];
    const closed = accountOf(
      ids.map((id, index) => entry(index, id)),
      (account) => account.addRow(rowOf(at(1), '2')),
    );
    expect(closed.missing).toEqual(['partition 0, sequence number 0', 'partition 0, sequence numbers 2 to 4']);
  });

  it('counts an entry whose id came before as repeated, and asks for one row of both', () => {
    const closed = accountOf([entry(0, '10'), entry(1, '10')], (account) => account.addRow(rowOf(at(1), '10')));
    expect(closed).toMatchObject({ events: 2, rows: 1, repeated: 1, missing: [], duplicate: [] });
  });

  it('asks for the row of the last of its entries, among those of its partition', () => {
    const entries = [entry(0, '10'), entry(1, '10'), entry(2, '11'), { ...entry(7, '11'), ...at(7, '1') }];
    const closed = accountOf(entries, (account) => {
      account.addRow(rowOf(at(0), '10'));
      account.addRow(rowOf(at(2), '11'));
    });
    expect(closed).toMatchObject({
      missing: [],
      outdated: ['partition 0, sequence number 0: row 10 is of this event, and a later one is 1'],
    });
  });

  it('does not ask for the last where that is a dead letter, or an earlier one may have been written after it', () => {
    const entries = [entry(0, '10'), entry(1, '10', 0), entry(2, '11'), entry(3, '11')];
    const asked: [Position, number][] = [];
    const closed = accountOf(
      entries,
      (account) => {
        account.addLetter(letter(1, 'refused-by-storage'));
        account.addRow(rowOf(at(0), '10'));
        account.addRow(rowOf(at(2), '11'));
      },
      {
        expected: new Map([[0, { kind: 'dead-letter', reason: 'refused-by-storage' }]]),
        mayWriteLate: ({ partition, sequenceNumber }, later) => asked.push([{ partition, sequenceNumber }, later]) > 0,
      },
    );
    expect(closed).toMatchObject({ outdated: [], unexpected: [] });
    expect(asked).toEqual([[at(2), 3]]);
  });

  it('counts every entry of an id that has no row as missing', () => {
    const account = new Account();
    for (const each of [entry(0, '10'), entry(1, '10')]) account.addEntry(each);
    expect(account.close().missing.count).toBe(2);
  });

  it('lets no row stand for an event whose position it names, and whose id it has not', () => {
    const closed = accountOf([entry(0, '6'), entry(1, '7'), entry(2, undefined), entry(3, '8')], (account) => {
      account.addRow(rowOf(at(0), '7'));
      account.addRow(rowOf(at(2), '8'));
    });
    expect(closed).toMatchObject({
      missing: ['partition 0, sequence number 0', 'partition 0, sequence number 2'],
      stray: ['row of 7, partition 0, sequence number 0', 'row of 8, partition 0, sequence number 2'],
    });
  });

  it('finds dead letters of what could have been stored', () => {
    const closed = accountOf([entry(0, '10', 0), entry(1, '11'), entry(2, undefined)], (account) => {
      for (const sequenceNumber of [0, 1, 2]) account.addLetter(letter(sequenceNumber, 'refused-by-storage'));
    });
    expect(closed).toMatchObject({
      missing: [],
      unexpected: [
        'partition 0, sequence number 0: row expected, found dead letter refused-by-storage',
        'partition 0, sequence number 1: row expected, found dead letter refused-by-storage',
      ],
    });
  });

  it('finds two rows of one id, and counts the id once', () => {
    const closed = accountOf([entry(0, '10')], (account) => {
      for (let row = 0; row < 3; row += 1) account.addRow(rowOf(at(0), '10'));
    });
    expect(closed).toMatchObject({ rows: 3, duplicate: ['id 10: two rows'] });
  });

  it('finds two dead letters of one event', () => {
    const closed = accountOf([entry(0, undefined)], (account) => {
      account.addLetter(letter(0));
      account.addLetter(letter(0));
    });
    expect(closed.duplicate).toEqual(['partition 0, sequence number 0: two dead letters']);
  });

  it('finds an event that is a row and a dead letter', () => {
    const closed = accountOf([entry(0, '10')], (account) => {
      account.addRow(rowOf(at(0), '10'));
      account.addLetter(letter(0));
    });
    expect(closed.duplicate).toEqual(['partition 0, sequence number 0: a row and a dead letter']);
  });

  it('finds rows and dead letters of no event, also of one that lay there at another time', () => {
    const closed = accountOf([entry(0, undefined), entry(1, '10')], (account) => {
      account.addLetter({ ...letter(0), enqueuedMs: 999 });
      account.addLetter(letter(5));
      account.addLetter({ ...letter(1), enqueuedMs: 999 });
      account.addRow(rowOf(at(-1), '11'));
    });
    expect(closed.stray).toEqual([
      'dead letter of partition 0, sequence number 0, enqueued 999',
      'dead letter of partition 0, sequence number 5, enqueued 1005',
      'dead letter of partition 0, sequence number 1, enqueued 999',
      'row of 11, partition 0, sequence number -1',
    ]);
  });

  it('misses what the hub has acknowledged and does not hold', () => {
    const closed = accountOf([entry(0, '10', 4)], (account) => {
      account.addRow(rowOf(at(0), '10'));
      for (const sent of [4, 5]) account.hubLosses.addAcknowledged(sent);
      account.hubLosses.addPublished(20, 17);
    });
    expect(closed.missing).toEqual([
      'send 5 was acknowledged and is not in the log',
      '3 tweets that publishTweets published are not in the log',
    ]);
  });

  it('misses what lies in a gap of the log, once', () => {
    const closed = accountOf([entry(3, '10', 4)], (account) => {
      account.addRow(rowOf(at(3), '10'));
      account.hubLosses.addGap('0', 0, 2);
      for (const sent of [1, 2, 4]) account.hubLosses.addAcknowledged(sent);
      account.hubLosses.addPublished(20, 17);
      expect(account.close().missing.count).toBe(5);
    });
    expect(closed).toMatchObject({ events: 1, rows: 1 });
    expect(closed.missing).toEqual([
      'partition 0, sequence numbers 0 to 2: a gap in the log, the hub has lost them',
      '3 tweets that publishTweets published are not in the log',
    ]);
  });

  it('finds what became something else than its sender expected', () => {
    const expected = new Map<number, Expected>([
      [0, { kind: 'dead-letter', reason: 'not-json' }],
      [1, { kind: 'dead-letter', reason: 'empty' }],
      [2, { kind: 'dead-letter', reason: 'empty' }],
      [3, { kind: 'row', id: '13' }],
      [4, { kind: 'row', id: '14' }],
      [5, { kind: 'row' }],
    ]);
    const ids = [undefined, undefined, '12', '13', '14', 'text-1'];
    const closed = accountOf(
      ids.map((id, index) => entry(index, id, index)),
      (account) => {
        account.addLetter(letter(0));
        account.addLetter(letter(1));
        for (const sequenceNumber of [2, 3]) account.addRow(rowOf(at(sequenceNumber), String(10 + sequenceNumber)));
        account.addLetter(letter(4));
        account.addRow(rowOf(at(5), 'text-1'));
      },
      { expected },
    );
    expect(closed.unexpected).toEqual([
      'partition 0, sequence number 1: dead letter empty expected, found dead letter not-json',
      'partition 0, sequence number 2: dead letter empty expected, found row',
      'partition 0, sequence number 4: row of 14 expected, found dead letter not-json',
    ]);
  });
});
