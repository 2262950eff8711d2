import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { countUnread, forgetUnread, noteUnread, readUnread, sayUnread } from '../../../local/supervision/unread.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const partition = (partition: string, beginSequenceNumber: number, lastSequenceNumber: number) => ({
  hub: 'tweets',
  partition,
  beginSequenceNumber,
  lastSequenceNumber,
});

describe('what a stop leaves unread', () => {
  it('is what lies after the checkpoints', () => {
    expect(
      countUnread(
        [partition('0', 0, 9), partition('1', 0, 4)],
        new Map([
          ['0', 6],
          ['1', 4],
        ]),
      ),
    ).toBe(3);
  });

  it('is everything where there is no checkpoint', () => {
    expect(countUnread([partition('0', 0, 9)], new Map())).toBe(10);
  });

  it('does not count what retention has taken', () => {
    expect(countUnread([partition('0', 8, 9)], new Map([['0', 2]]))).toBe(2);
  });

  it('is nothing for an empty partition', () => {
    expect(countUnread([partition('0', 0, -1)], new Map())).toBe(0);
  });

  it('is noted at a stop, told until events flow again, and unknown after a kill', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, '.local'));
    noteUnread(folder.path, 7);
    expect(readUnread(folder.path, true)).toBe(7);
    expect(readUnread(folder.path, true)).toBe(7);
    forgetUnread(folder.path);
    expect(readUnread(folder.path, true)).toBe('unknown');
    expect(readUnread(folder.path, false)).toBeUndefined();
    folder.remove();
    expect(sayUnread(7)).toContain('the last run left 7 events unread');
  });

  it.each(['', '{', '[]', '{"unread":"7"}'])('is unknown when the note is %j, which a crash may leave', (text) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, '.local'));
    writeFileSync(join(folder.path, '.local', 'last-stop.json'), text);
    expect(readUnread(folder.path, true)).toBe('unknown');
    folder.remove();
  });
});
