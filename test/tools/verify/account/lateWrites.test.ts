import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { LateWrites } from '../../../../tools/verify/account/lateWrites.ts';

/** What hosts say, in the order in which it is read: a batch begins, as `<host> <from>-<to>`, or ends, as `end <from>-<to>`. */
async function lateWritesAfter(...said: readonly (string | undefined)[]): Promise<LateWrites> {
  const lateWrites = new LateWrites();
  for (const each of said) {
    const [host = '', range = ''] = each?.split(' ') ?? [];
    const [from, to] = range.split('-').map(Number);
    if (each === undefined) await nextTurn();
    else if (host === 'end') lateWrites.end(range);
    else lateWrites.begin(host, range, { partition: '0', from: from ?? 0, to: to ?? 0 });
  }
  return lateWrites;
}
const inNextTurn = undefined;
const at = (sequenceNumber: number, partition = '0') => ({ partition, sequenceNumber });

describe('late writes', () => {
  it('are none where each batch of a host ends before the next begins', async () => {
    const lateWrites = await lateWritesAfter('one 0-9', 'end 0-9', 'one 10-19', 'end 10-19');
    expect(lateWrites.mayBe(at(3), 12)).toBe(false);
    expect(lateWrites.mayBe(at(3), 5)).toBe(false);
  });

  it('may be those of a batch that still ran when the next owner began', async () => {
    const lateWrites = await lateWritesAfter('one 0-9', 'two 0-19', 'end 0-9', 'end 0-19');
    expect(lateWrites.mayBe(at(9), 12)).toBe(true);
    expect(lateWrites.mayBe(at(10), 12)).toBe(false);
    // That batch writes the later of its own events.
    expect(lateWrites.mayBe(at(3), 9)).toBe(false);
    expect(lateWrites.mayBe(at(9, '1'), 12)).toBe(false);
  });

  it('may be those of a batch whose host was killed', async () => {
    const lateWrites = await lateWritesAfter('one 0-9', inNextTurn, 'one 0-4', 'end 0-4', 'one 5-19', 'end 5-19');
    expect(lateWrites.mayBe(at(9), 12)).toBe(true);
  });

  it('are none where one host had ended before another began, unless that is read in the same turn', async () => {
    const apart = await lateWritesAfter('one 0-9', 'end 0-9', inNextTurn, 'two 10-19');
    expect(apart.mayBe(at(3), 12)).toBe(false);
    const sameTurn = await lateWritesAfter('one 0-9', 'end 0-9', 'two 10-19');
    expect(sameTurn.mayBe(at(3), 12)).toBe(true);
  });

  it('may be those of a repetition that was left in the middle', async () => {
    const lateWrites = await lateWritesAfter('one 0-19', 'end 0-19', 'one 0-9', 'end 0-9');
    expect(lateWrites.mayBe(at(3), 12)).toBe(true);
    expect(lateWrites.mayBe(at(3), 7)).toBe(false);
    expect(lateWrites.mayBe(at(12), 15)).toBe(false);
  });
});
