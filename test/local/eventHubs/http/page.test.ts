import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDescription } from '../../../../local/eventHubs/http/describeEvent.ts';
import type { HttpService } from '../../../../local/eventHubs/http/serveHttp.ts';
import { callInPage, type PageNode } from '../support/callInPage.ts';
import { httpCall } from '../support/httpCall.ts';
import { serveExplorer } from '../support/serveExplorer.ts';

const folder = join(__dirname, '..', '..', '..', '..', 'local', 'eventHubs', 'http', 'page');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&\u202egnp.exe\u0007\u001b[31m\ud800\u200b';

let http: HttpService;
beforeAll(async () => {
  http = await serveExplorer();
});
afterAll(() => http.close());

describe('the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/style.css', 'text/css; charset=utf-8'],
    ...scripts.map((name) => [`/${name}`, 'text/javascript; charset=utf-8'] as const),
  ])('is served: %s', async (path, type) => {
    const { status, headers, text } = await httpCall(http.port, path);
    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(text).toBe(readFileSync(join(folder, path === '/' ? 'index.html' : path), 'utf8'));
  });

  it.each(['/tsconfig.json', '/page/main.mjs', '/main', '/..%2foverview.ts'])('has no file %s', async (path) => {
    expect((await httpCall(http.port, path)).status).toBe(404);
  });

  it('has no script and no style but in files', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|<script(?![^>]*\ssrc="\/)|\s(style|on\w+)=|javascript:/i);
  });

  it.each(scripts)('never makes markup of text, nor code: %s', (name) => {
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\b|new Function|\.style\b/,
    );
  });
});

describe('what strangers wrote', () => {
  const event: EventDescription = {
    sequenceNumber: 1,
    offset: '0',
    enqueuedTime: '1970-01-01T00:00:01.000Z',
    bytes: 1,
    partitionKey: hostile,
    properties: { entries: [{ name: 'subject', type: 'string', value: hostile, cut: true }], leftOut: 1 },
    applicationProperties: { entries: [{ name: hostile, type: 'string', value: hostile }], leftOut: 0 },
    messageAnnotations: { entries: [], leftOut: 0 },
    body: { kind: 'data', form: 'text', text: hostile, bytes: 1, whole: true },
    problem: hostile,
  };

  it('goes into a page as text alone, in no attribute, and with nothing hidden in it', () => {
    const [detail] = callInPage('eventDetail.mjs', 'eventDetail', [[event, '/api/event']]);
    const { names, attributes, text } = contents(asNode(detail));
    expect(names).toEqual(
      new Set(['div', 'p', 'h3', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'span', 'a', 'pre']),
    );
    expect(attributes.filter((value) => /script|alert|onerror|\u202e/.test(value))).toEqual([]);
    expect(text).toContain(
      '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&\\u{202e}gnp.exe\\x07\\x1b[31m\\u{d800}\\u{200b}',
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(text).not.toMatch(/[\u202e\u0007\u001b\ud800\u200b]/);
  });

  it('is made visible where it would hide, and left where it belongs', () => {
    const expected = [
      ['ä 日本 👩‍👩‍👧 ❤️ 1️⃣ 🇦🇹', 'ä 日本 👩‍👩‍👧 ❤️ 1️⃣ 🇦🇹'],
      ['می‌خواهم', 'می‌خواهم'],
      ['pay\u200cpal', 'pay\\u{200c}pal'],
      ['a\u0000\u0085\u007f\r\n\tb', 'a\\x00\\x85\\x7f\\r\\n\\tb'],
      ['\u200e\u202a\u2066', '\\u{200e}\\u{202a}\\u{2066}'],
      ['\ufeff\u{e0041}', '\\u{feff}\\u{e0041}'],
      ['\ud83d-\ude00', '\\u{d83d}-\\u{de00}'],
    ] as const;
    const given = expected.map(([text]) => [text]);
    const shown = callInPage('visibleText.mjs', 'visiblePieces', given).map((pieces) =>
      Array.isArray(pieces) ? pieces.map(({ text }) => text).join('') : undefined,
    );
    expect(shown).toEqual(expected.map(([, text]) => text));
  });
});

describe('a JSON body', () => {
  const pretty = (text: string): unknown => callInPage('prettyJson.mjs', 'prettyJson', [[text]])[0];

  it('is indented, and otherwise as it was sent', () => {
    expect(pretty('{"id":12345678901234567890,"a":[1.0,{ },[ ]],"a":"\\u00e4, {[\\"","b":null}')).toBe(
      [
        '{',
        '  "id": 12345678901234567890,',
        '  "a": [',
        '    1.0,',
        '    {},',
        '    []',
        '  ],',
        '  "a": "\\u00e4, {[\\"",',
        '  "b": null',
        '}',
      ].join('\n'),
    );
  });

  it('means the same after that', () => {
    const value = [{ a: ['x\ny', -1e-7, true, { b: {} }], '': '\\' }, [], 'é😀'];
    expect(JSON.parse(String(pretty(JSON.stringify(value))))).toEqual(value);
  });

  it('that is none, or nests very deep, stays as it is', () => {
    const texts = ['{"a":', 'text', '12', '"text"', '[1,]', '['.repeat(200) + ']'.repeat(200)];
    const found = callInPage(
      'prettyJson.mjs',
      'prettyJson',
      texts.map((text) => [text]),
    );
    expect(found).toEqual(texts.map(() => null));
  });
});

describe('the page shows', () => {
  it('bytes in lines of sixteen', () => {
    const [dump] = callInPage('hexDump.mjs', 'hexDump', [['00ff41'.padEnd(34, '20')]]);
    expect(dump).toBe(
      [
        '00000000  00 ff 41 20 20 20 20 20 20 20 20 20 20 20 20 20  ··A·············',
        `00000010  20${' '.repeat(45)}  ·`,
      ].join('\n'),
    );
  });

  it('sizes and ages by their largest unit', () => {
    expect(callInPage('format.mjs', 'size', [[0], [1023], [1024], [1_048_576], [2 ** 40]])).toEqual([
      '0 B',
      '1023 B',
      '1.0 KiB',
      '1.0 MiB',
      '1.0 TiB',
    ]);
    const ages = [0, 59_999, 60_000, 3_600_000, 86_400_000 * 3].map((ms) => [new Date(0), new Date(ms)]);
    expect(callInPage('format.mjs', 'age', [...ages, [null, new Date(0)]])).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '1 h',
      '3 d',
      '–',
    ]);
  });

  it('the place that its address names', () => {
    const places = callInPage('place.mjs', 'parsePlace', [
      ['#/tweets/0'],
      ['#/a.b/31/before/7'],
      ['#/'],
      ['#/a/x'],
      ['#/a/0/after/1'],
    ]);
    expect(places).toEqual([
      { hub: 'tweets', partition: '0' },
      { hub: 'a.b', partition: '31', at: { way: 'before', sequenceNumber: 7 } },
      null,
      null,
      null,
    ]);
  });
});

function asNode(value: unknown): PageNode {
  if (typeof value !== 'object' || value === null) return String(value);
  const { name, attributes, children } = { name: '', attributes: {}, children: [], ...value };
  return { name, attributes, children: [...children].map(asNode) };
}

interface Contents {
  readonly names: ReadonlySet<string>;
  readonly attributes: readonly string[];
  readonly text: string;
}

/** Names of elements, values of attributes and all text of a node and what is below it. */
function contents(node: PageNode): Contents {
  if (typeof node === 'string') return { names: new Set(), attributes: [], text: node };
  const below = node.children.map(contents);
  return {
    names: new Set([node.name, ...below.flatMap(({ names }) => [...names])]),
    attributes: [...Object.values(node.attributes), ...below.flatMap(({ attributes }) => attributes)],
    text: below.map(({ text }) => text).join(''),
  };
}
