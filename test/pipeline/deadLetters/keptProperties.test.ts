import { expect, it } from '@jest/globals';
import { keptProperties } from '../../../src/pipeline/deadLetters/keptProperties.ts';

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

it('keeps a property of 64 levels, and only says of a deeper one that it was there', () => {
  const properties = { within: nested(64), source: 'test' };
  expect(keptProperties(properties)).toBe(properties);
  expect(keptProperties({ ...properties, beyond: nested(65) })).toEqual({
    ...properties,
    beyond: 'nested deeper than 64, and not kept',
  });
});
