import { describe, expect, it } from '@jest/globals';
import { eventPrinter } from '../../../local/view/eventPrinter.ts';
import { aViewedEvent } from './aViewedEvent.ts';
import { collected } from './collected.ts';

const hub = { connectionString: undefined, eventHubName: 'tweets', columns: () => 60, batchWaitMs: 60_000 };

describe('eventPrinter', () => {
  it('prints at its end what it has collected', async () => {
    const { output, text } = collected();
    const printer = eventPrinter({ ...hub, output, mode: 'sent' }, 10, () => undefined);
    await printer.take(aViewedEvent({ body: 'Azure is okay.' }));
    expect(text()).toBe('');
    await printer.end();
    expect(text()).toBe('Sent event: Azure is okay.\n\n');
  });

  it('asks for the width at every batch, since terminals change theirs', async () => {
    const { output, blocks } = collected();
    let width = 60;
    const printer = eventPrinter({ ...hub, output, columns: () => width }, 1, () => undefined);
    for (width of [70, 80]) await printer.take(aViewedEvent({ body: 'x'.repeat(100) }));
    expect(blocks.map((block) => block.split('\n')[3]?.length)).toEqual([70, 80]);
  });

  it('cuts nothing when told so', async () => {
    const { output, text } = collected();
    const printer = eventPrinter({ ...hub, output, truncate: false }, 1, () => undefined);
    await printer.take(aViewedEvent({ body: 'x'.repeat(500) }));
    expect(text()).toContain('x'.repeat(500));
  });

  it('cuts for a pipe at 120 columns, or those of the variable COLUMNS', async () => {
    const { columns: _, ...withoutColumns } = hub;
    const { output, blocks } = collected();
    const before = process.env.COLUMNS;
    try {
      for (const variable of ['', '90']) {
        process.env.COLUMNS = variable;
        const printer = eventPrinter({ ...withoutColumns, output }, 1, () => undefined);
        await printer.take(aViewedEvent({ body: 'x'.repeat(500) }));
      }
    } finally {
      if (before === undefined) delete process.env.COLUMNS;
      else process.env.COLUMNS = before;
    }
    expect(blocks.map((block) => block.split('\n')[3]?.length)).toEqual([120, 90]);
  });

  it('calls for the end with the last of count events, and prints no more', async () => {
    const { output, text } = collected();
    let ended = 0;
    const printer = eventPrinter({ ...hub, output, count: 1, mode: 'sent' }, 10, () => ended++);
    await printer.take(aViewedEvent({ body: 'one' }));
    expect(ended).toBe(1);
    await printer.take(aViewedEvent({ body: 'two' }));
    await printer.end();
    expect(text()).toBe('Sent event: one\n\n');
  });
});
