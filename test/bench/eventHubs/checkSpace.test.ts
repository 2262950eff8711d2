import { describe, expect, it } from '@jest/globals';
import { checkSpace } from '../../../bench/eventHubs/checkSpace.ts';

describe('the check for space', () => {
  it('says how much a run needs, how much there is, and what to do', async () => {
    await expect(checkSpace({ events: 1e12, folder: __dirname })).rejects.toThrow(
      /^The run stores [\d,]+ MiB, and .*eventHubs has [\d,]+ MiB free\. Free some, .*--folder, .*--events\.$/,
    );
  });

  it('lets a run begin that fits', async () => {
    await expect(checkSpace({ events: 1, folder: __dirname })).resolves.toBeUndefined();
  });
});
