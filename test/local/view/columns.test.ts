import { describe, expect, it } from '@jest/globals';
import { fieldColumns, readableColumns } from '../../../local/view/columns.ts';
import { aViewedEvent } from './aViewedEvent.ts';

const shown = (body: string | Uint8Array): string | undefined => readableColumns[3]?.value(aViewedEvent({ body }));
const field = (path: string, body: unknown): string | undefined =>
  fieldColumns([path])[0]?.value(aViewedEvent({ body: typeof body === 'string' ? body : JSON.stringify(body) }));

describe('the readable body', () => {
  it.each([
    ['a bare text', 'Azure is okay.', 'Azure is okay.'],
    ['the text of a JSON tweet', '{"id":"1","text":"Azure is okay."}', 'Azure is okay.'],
    ['the text of a JSON string', '"Azure is okay."', 'Azure is okay.'],
    ['JSON without a text as it is', '{"id":"1"}', '{"id":"1"}'],
    ['JSON that does not parse as it is', '{"text":"a"', '{"text":"a"'],
    ['a text that only inherits as it is', '{"__proto__":{"text":"a"}}', '{"__proto__":{"text":"a"}}'],
    ['nothing for an empty body', '', ''],
    ['bytes that are not UTF-8 as hex', Uint8Array.of(0xff, 0x41), '[FF 41]'],
    ['half a character as hex', Uint8Array.of(0xe2, 0x82), '[E2 82]'],
  ])('is %s', (_, body, text) => {
    expect(shown(body)).toBe(text);
  });

  it('survives a megabyte of nesting', () => {
    expect(shown('['.repeat(1_000_000))?.length).toBe(1_000_000);
  });
});

describe('a field', () => {
  const tweet = {
    id: '1',
    lang: null,
    public_metrics: { like_count: 3 },
    entities: { hashtags: [{ tag: 'Azure' }] },
  };

  it.each([
    ['id', '1'],
    ['public_metrics.like_count', '3'],
    ['entities.hashtags.0.tag', 'Azure'],
    ['public_metrics', '{"like_count":3}'],
    ['lang', undefined],
    ['author_id', undefined],
    ['id.length', undefined],
    ['toString', undefined],
    ['__proto__', undefined],
    ['constructor.name', undefined],
  ])('%s is selected from a JSON body', (path, value) => {
    expect(field(path, tweet)).toBe(value);
  });

  it('is null for a body that is not JSON', () => {
    expect(field('text', 'Azure is okay.')).toBeUndefined();
  });
});
