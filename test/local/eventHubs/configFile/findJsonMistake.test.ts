import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findJsonMistake } from '../../../../local/eventHubs/configFile/findJsonMistake.ts';

describe('the search for a mistake in JSON', () => {
  it.each([
    ['{"a":1,}', 7, '"}"', 'a name in quotes'],
    ['[1,]', 3, '"]"', 'a value'],
    ['{"a" 1}', 5, '1', '":"'],
    ['{a:1}', 1, '"a"', 'a name in quotes or "}"'],
    ["{'a':1}", 1, '"\'a\'"', 'a name in quotes or "}"'],
    ['{"a":1 "b":2}', 7, '"b"', '"," or "}"'],
    ['[1 2]', 3, '2', '"," or "]"'],
    ['{"a":[1}', 7, '"}"', '"," or "]"'],
    ['{"a":tru}', 5, '"tru"', 'a value'],
    ['01', 0, '"01"', 'a value'],
    ['[1.]', 1, '"1."', 'a value or "]"'],
    ['// c\n{}', 0, '"//"', 'a value'],
    ['{} x', 3, '"x"', 'the end'],
    ['{"a":1', 6, 'the end', '"," or "}"'],
    ['"a\nb"', 0, '"\\"a"', 'a value'],
    ['"\\x"', 0, '"\\"\\\\x\\""', 'a value'],
  ])('finds it in %j', (text, index, found, expected) => {
    expect(findJsonMistake(text)).toEqual({ index, found, expected });
  });

  it('agrees with JSON.parse on what is JSON (RFC 8259), also where a letter is put in, left out or changed', () => {
    const broken = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '{', ']', '0', '-', 'e', '\\', '\n', ' '),
    );
    fc.assert(
      fc.property(broken, fc.boolean(), ([json, where, put], replace) => {
        const at = where % (json.length + 1);
        const text = json.slice(0, at) + put + json.slice(replace ? at + 1 : at);
        expect(findJsonMistake(text) === undefined).toBe(isJson(text));
      }),
    );
  });

  it('is not overwhelmed by depth', () => {
    expect(findJsonMistake('['.repeat(500_000))).toMatchObject({ index: 500_000, found: 'the end' });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
