import { describe, expect, it } from '@jest/globals';
import { openViewedHub, type ViewedHub } from './viewedHub.ts';

const lineCount = (count: number) => (text: string) => text.split('\n').length > count;

function withHub(test: (hub: ViewedHub) => Promise<void>): () => Promise<void> {
  return async () => {
    const hub = await openViewedHub();
    try {
      await test(hub);
    } finally {
      await hub.close();
    }
  };
}

/** At the same time, since each waits for the 5 s after which the SDK sees that its connection was lost. */
describe('a view', () => {
  it.concurrent(
    'reads a hub that came back with nothing from its first event',
    withHub(async ({ beginAnew, bodies, printed, send, view }) => {
      const told: string[] = [];
      await send('0', 'a', 'b', 'c');
      await view({ mode: 'json', onError: (message) => told.push(message) });
      await printed().until(lineCount(3));
      await beginAnew();
      await send('0', 'd');
      await printed().until(lineCount(4));
      expect(bodies()).toEqual(['"a"', '"b"', '"c"', '"d"']);
      expect(told.at(-1)).toBe('The hub began anew; reading it from its first event.');
    }),
  );

  it.concurrent(
    'reads a hub that came back with more than before from its first event, and says so once',
    withHub(async ({ beginAnew, bodies, printed, send, view }) => {
      const told: string[] = [];
      await send('0', 'a', 'b');
      await send('1', 'c');
      await view({ mode: 'json', onError: (message) => told.push(message) });
      await printed().until(lineCount(3));
      await beginAnew();
      await send('0', 'd', 'e', 'f', 'g');
      await send('1', 'h', 'i');
      await printed().until(lineCount(9));
      expect(bodies().slice(3).sort()).toEqual(['"d"', '"e"', '"f"', '"g"', '"h"', '"i"']);
      expect(told.filter((message) => message.includes('anew'))).toEqual([
        'The hub began anew; reading it from its first event.',
      ]);
    }),
  );

  it.concurrent(
    'reads a hub that came back before anything arrived in a partition, with latest',
    withHub(async ({ beginAnew, bodies, printed, send, view }) => {
      await send('0', 'a', 'b', 'c');
      await view({ mode: 'json', from: 'latest' });
      await send('1', 'read');
      await printed().until(lineCount(1));
      await beginAnew();
      await send('0', 'd');
      await printed().until(lineCount(2));
      expect(bodies()).toEqual(['"read"', '"d"']);
    }),
  );
});
