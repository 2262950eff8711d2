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
    expect(rowTable([row], ['sequenceNumber', 'text'], 25).split('\n')[1]).toBe('7               Azure is…');
  });

  it('has no author where no row has one, unless that is asked for', () => {
    const { authorId: _, ...bare } = row;
    expect(rowTable([bare], undefined, 80).split('\n')[0]).toBe('time                 id                   text');
    expect(rowTable([bare], ['authorId', 'id'], 80).split('\n')[0]).toBe('authorId  id');
  });

  it('shortens authors, then ids, in a narrow terminal, so that the text stays in sight', () => {
    const text = 'Azure is okay, and so is this longer text.';
    const lines = (width: number) => rowTable([{ ...row, text }], undefined, width).split('\n');
    expect(lines(80)[1]).toBe('2026-07-31 11:45:50  2083157183716917248  90000000…0000017  Azure is okay, and …');
    expect(lines(60)[1]).toBe('2026-07-31 11:45:50  2083…248  9000…017  Azure is okay, and…');
    expect(lines(60)[0]).toBe('time                 id        author    text');
  });

  it('shortens the ids of bare texts, which are long', () => {
    const id = 'text-1800000000000-12345-3-tweets';
    const table = rowTable([{ id, createdAt: row.createdAt, text: row.text }], undefined, 60);
    expect(table.split('\n')[1]).toBe('2026-07-31 11:45:50  text-180000…45-3-tweets  Azure is okay.');
    expect(rowTable([{ id, text: row.text }], ['id', 'text'], 60)).toContain(`${id}  Azure`);
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
