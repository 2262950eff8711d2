import { describe, expect, it } from '@jest/globals';
import { loadWarning } from '../../../bench/eventHubs/loadWarning.ts';

describe('the word about a busy machine', () => {
  it('says which figures to doubt', () => {
    expect(loadWarning(3.14, 2)).toMatch(/^The load of this machine is 3\.1 with 2 processors: .* CPU per event/);
  });

  it('is not said on a quiet one, nor where there is no such figure', () => {
    expect(loadWarning(0.4, 2)).toBeUndefined();
    expect(loadWarning(0, 2)).toBeUndefined();
  });
});
