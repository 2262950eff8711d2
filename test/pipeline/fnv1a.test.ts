import { expect, it } from '@jest/globals';
import { fnv1a } from '../../src/pipeline/fnv1a.ts';

// https://datatracker.ietf.org/doc/html/draft-eastlake-fnv (test vectors)
it.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['b', 0xe70c2de5],
  ['foobar', 0xbf9cf968],
])('gives %p the published hash', (text, hash) => {
  expect(fnv1a(text)).toBe(hash);
});
