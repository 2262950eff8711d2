import { expect, it } from '@jest/globals';
import { describeTwitter } from '../../../local/supervision/describeTwitter.ts';

it('says where the stand-in is, that nothing is charged, what the ceiling is and what X would take for it', () => {
  const text = describeTwitter('http://127.0.0.1:4321', { TWITTER_MAX_POSTS_PER_DAY: '2000' }).join('\n');
  expect(text).toContain('http://127.0.0.1:4321');
  expect(text).toContain('nothing is charged');
  expect(text).toContain('2000 posts a day, for which X would take $10.00');
  expect(text).toContain('npm run reset');
});
