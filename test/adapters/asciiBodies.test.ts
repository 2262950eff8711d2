import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asciiJson } from '../../src/adapters/asciiBodies.ts';

it('says the same as the JSON it is given, in ASCII', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (value) => {
      const ascii = asciiJson(JSON.stringify(value));
      expect(ascii).toMatch(/^[\0-\x7f]*$/);
      expect(JSON.stringify(JSON.parse(ascii))).toBe(JSON.stringify(value));
    }),
  );
});
