import { describe, expect, it } from '@jest/globals';
import { rowObject, rowTable } from '../../tools/rowTable.ts';

const row = {
  id: '2083157183716917248',
  createdAt: new Date('2026-07-31T11:45:50.444Z'),
  authorId: '9000000000000000017',
  text: 'Azure is okay.',
  sequenceNumber: 7n,
};

describe('a table of rows', () => {
  it('has time, id, author and text in aligned columns', () => {
    const bare = { id: 'text-1-2-3-tweets', createdAt: new Date(1), text: '流れ 👩‍💻 !' };
    expect(rowTable([row, bare], undefined, Number.POSITIVE_INFINITY).split('\n')).toEqual([
      'time                 id                   author               text',
      '2026-07-31 11:45:50  2083157183716917248  9000000000000000017  Azure is okay.',
      '1970-01-01 00:00:00  text-1-2-3-tweets                         流れ 👩‍💻 !',
      '',
    ]);
  });

  it('aligns columns after wide characters', () => {
    const lines = rowTable(
      [
        { a: '流れ', b: 'x' },
        { a: 'abcd', b: 'y' },
      ],
      ['a', 'b'],
      80,
    ).split('\n');
    expect(lines).toEqual(['a     b', '流れ  x', 'abcd  y', '']);
  });

  it('has the fields that one asks for, empty where a row lacks one', () => {
    expect(rowTable([row], ['sequenceNumber', 'lang', 'id'], 80)).toBe(
      'sequenceNumber  lang  id\n7                     2083157183716917248\n',
    );
  });

  it('is cut to the width of the terminal', () => {
    expect(rowTable([row], ['id', 'text'], 30).split('\n')[1]).toBe('2083157183716917248  Azure is…');
  });

  it('shows what would steer a terminal, and stays on one line', () => {
    const text = 'a\u001b[31mb\nc\u202ed';
    expect(rowTable([{ text }], ['text'], 80)).toBe('text\na\\x1b[31mb\\nc\\u{202e}d\n');
  });
});

describe('a row as an object', () => {
  it('has all of its columns, whole numbers as numbers', () => {
    expect(rowObject(row, undefined)).toEqual({ ...row, sequenceNumber: 7 });
  });

  it('has of the fields asked for those that it has, in that order', () => {
    expect(Object.entries(rowObject(row, ['text', 'lang', 'toString', 'id']))).toEqual([
      ['text', 'Azure is okay.'],
      ['id', '2083157183716917248'],
    ]);
  });
});
