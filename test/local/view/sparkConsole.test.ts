import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldColumns, rawColumns, readableColumns } from '../../../local/view/columns.ts';
import { displayWidth } from '../../../local/view/displayWidth.ts';
import { sparkBatch, sparkSchema } from '../../../local/view/sparkConsole.ts';
import { aViewedEvent } from './aViewedEvent.ts';

const uncut = Number.POSITIVE_INFINITY;
const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';

const tableLines = (block: string): readonly string[] => block.split('\n').slice(3).filter(Boolean);

describe('sparkBatch', () => {
  it('prints a batch as the tutorial shows it', () => {
    const events = [aViewedEvent(), aViewedEvent({ offset: '344', body: "Azure isn't working :(" })];
    expect(sparkBatch(3, events, readableColumns, uncut)).toBe(
      [
        '-------------------------------------------',
        'Batch: 3',
        '-------------------------------------------',
        '+------+-----------------------+----------+----------------------+',
        '|Offset|Time (readable)        |Timestamp |Body                  |',
        '+------+-----------------------+----------+----------------------+',
        '|168   |2019-01-15 10:22:33.040|1547547753|Azure is the greatest!|',
        "|344   |2019-01-15 10:22:33.040|1547547753|Azure isn't working :(|",
        '+------+-----------------------+----------+----------------------+',
        '',
        '',
      ].join('\n'),
    );
  });

  it('shows bodies as hex, and null for what is absent, in the raw columns', () => {
    const [, , , row] = tableLines(
      sparkBatch(0, [aViewedEvent({ body: 'Az', partitionKey: 'key' })], rawColumns, uncut),
    );
    expect(row).toBe('|[41 7A]|168   |3             |1547547753040|null     |key         |');
  });

  it('keeps columns aligned whatever the texts, and lines within the width', () => {
    const text = fc.oneof(
      fc
        .array(
          fc.constantFrom(
            'a',
            '\u5317',
            '\u{1f600}',
            family,
            '\u{1f1eb}\u{1f1f7}',
            '1\ufe0f\u20e3',
            '\u2764\ufe0f',
            'e\u0301',
            '\n',
          ),
          {
            maxLength: 60,
          },
        )
        .map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.integer({ min: 60, max: 130 }), (texts, width) => {
        const block = sparkBatch(
          0,
          texts.map((body) => aViewedEvent({ body })),
          readableColumns,
          width,
        );
        const widths = new Set(tableLines(block).map(displayWidth));
        expect(widths.size).toBe(1);
        expect(Math.max(...widths)).toBeLessThanOrEqual(width);
        expect(block.split('\n')).toHaveLength(texts.length + 9);
      }),
    );
  });

  it('cuts the body to what the width leaves, with an ellipsis', () => {
    const row = tableLines(sparkBatch(0, [aViewedEvent({ body: 'x'.repeat(200) })], readableColumns, 80))[3] ?? '';
    expect(row).toHaveLength(80);
    expect(row).toMatch(/x\u2026\|$/);
  });

  it('leaves to long fields what short fields do not need', () => {
    const body = JSON.stringify({ id: '1', text: 'y'.repeat(100), place: 'z'.repeat(100) });
    const row = tableLines(sparkBatch(0, [aViewedEvent({ body })], fieldColumns(['id', 'text', 'place']), 60))[3] ?? '';
    expect(row).toBe(`|1  |${'y'.repeat(25)}\u2026|${'z'.repeat(25)}\u2026|`);
  });

  it('does not pad a hundred rows to the width of one huge body', () => {
    const events = [aViewedEvent({ body: 'x'.repeat(100_000) }), ...Array(99).fill(aViewedEvent())];
    expect(sparkBatch(0, events, readableColumns, uncut).length).toBeLessThan(400_000);
  });

  it('makes the controls in field names from the command line visible', () => {
    expect(sparkBatch(0, [aViewedEvent()], fieldColumns(['a\x1b[2J']), 80)).toContain('a\\x1b[2J');
  });
});

describe('sparkSchema', () => {
  it('tells columns and types as printSchema does', () => {
    expect(sparkSchema(readableColumns)).toBe(
      [
        'root',
        ' |-- Offset: string (nullable = true)',
        ' |-- Time (readable): timestamp (nullable = true)',
        ' |-- Timestamp: long (nullable = true)',
        ' |-- Body: string (nullable = true)',
        '',
        '',
      ].join('\n'),
    );
  });
});
