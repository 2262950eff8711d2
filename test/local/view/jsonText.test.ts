import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonText } from '../../../local/view/jsonText.ts';

describe('jsonText', () => {
  it('gives a parser the exact value, and a terminal nothing to obey', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' })), (value) => {
        const json = jsonText(value);
        expect(json).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('escapes C1 controls, bidi overrides and tags, which JSON.stringify leaves', () => {
    expect(jsonText('\x9b\u202e\u{e0061}')).toBe('"\\u009b\\u202e\\udb40\\udc61"');
  });

  it('writes bytes as base64, big numbers as text, times as ISO 8601, and leaves out what is undefined', () => {
    const value = { bytes: Buffer.from([255]), big: 2n ** 60n, time: new Date(0), nothing: undefined };
    expect(jsonText(value)).toBe(
      '{"bytes":{"base64":"/w=="},"big":"1152921504606846976","time":"1970-01-01T00:00:00.000Z"}',
    );
  });

  it('survives values nested deeper than any stack', () => {
    let deep: unknown = 'bottom';
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(jsonText(deep)).toContain('…');
  });
});
