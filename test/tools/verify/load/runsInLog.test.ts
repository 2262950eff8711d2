import { describe, expect, it } from '@jest/globals';
import { RunsInLog } from '../../../../tools/verify/load/runsInLog.ts';

const runs = [
  { fromMs: 1_000, toMs: 1_100, tweets: 2 },
  { fromMs: 3_000, toMs: 3_100, tweets: 2 },
];

function inLog(...entries: readonly (readonly [string, number])[]): RunsInLog {
  const found = new RunsInLog(runs);
  for (const [id, enqueuedMs] of entries) found.add({ id, enqueuedMs });
  return found;
}

describe('the runs of publishTweets in the log', () => {
  it('are whole where the log holds what each of them said', () => {
    const { told, found } = inLog(['1', 1_000], ['2', 1_100], ['3', 3_050], ['4', 3_050]);
    expect([told, found]).toEqual([4, 4]);
  });

  it('miss what one of them lost, also where another was killed before it could say what it had published', () => {
    const { told, found } = inLog(['1', 1_050], ['2', 1_050], ['10', 2_000], ['11', 2_000], ['3', 3_050]);
    expect([told, found]).toEqual([4, 3]);
  });

  it('count a tweet that was sent again once', () => {
    expect(inLog(['1', 1_050], ['1', 1_060], ['3', 3_050], ['4', 3_050]).found).toBe(3);
  });
});
