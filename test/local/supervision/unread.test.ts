import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { countUnread, sayUnread, takeUnread } from '../../../local/supervision/unread.ts';
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

  it('is told once, and unknown after a kill', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, '.local'));
    writeFileSync(join(folder.path, '.local', 'last-stop.json'), '{"unread":7}');
    expect(takeUnread(folder.path, true)).toBe(7);
    expect(takeUnread(folder.path, true)).toBe('unknown');
    expect(takeUnread(folder.path, false)).toBeUndefined();
    folder.remove();
    expect(sayUnread(7)).toContain('the last run left 7 events unread');
  });
});
