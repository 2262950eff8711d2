import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { untilAskedToEnd } from '../../../tools/verify/untilAskedToEnd.ts';

function aProcess() {
  const source = new EventEmitter();
  const clock = { nowMs: 1_000 };
  const exits: number[] = [];
  const ending = untilAskedToEnd({ source, now: () => clock.nowMs, exit: () => exits.push(clock.nowMs) });
  return { source, clock, exits, ending };
}

describe('a command that is asked to end', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('ends in order at the first %s', (signal) => {
    const { source, exits, ending } = aProcess();
    expect(ending.signal.aborted).toBe(false);
    source.emit(signal);
    expect([ending.signal.aborted, exits]).toEqual([true, []]);
  });

  it('takes the Ctrl-C that npm passes on for the one that the terminal gave', () => {
    const { source, clock, exits } = aProcess();
    source.emit('SIGINT');
    clock.nowMs += 20;
    source.emit('SIGINT');
    expect(exits).toEqual([]);
  });

  it('ends at once at the second one', () => {
    const { source, clock, exits } = aProcess();
    source.emit('SIGINT');
    clock.nowMs += 2_000;
    source.emit('SIGTERM');
    expect(exits).toEqual([3_000]);
  });
});
