import { once } from 'node:events';
import { Writable } from 'node:stream';

/** An output that keeps its blocks, and lets a test wait for what is written. */
export interface Collected {
  readonly output: Writable;
  readonly blocks: readonly string[];
  text(): string;
  /** Resolves when the text so far fulfils the condition. */
  until(condition: (text: string) => boolean): Promise<string>;
}

export function collected(): Collected {
  const blocks: string[] = [];
  const text = (): string => blocks.join('');
  const output = new Writable({
    decodeStrings: false,
    write(block, _, done) {
      blocks.push(String(block));
      done();
      output.emit('block');
    },
  });
  const until = async (condition: (text: string) => boolean): Promise<string> => {
    const signal = AbortSignal.timeout(15_000);
    while (!condition(text())) {
      await once(output, 'block', { signal }).catch((cause: unknown) => {
        throw new Error(`Waited in vain; so far: ${text()}`, { cause });
      });
    }
    return text();
  };
  return { output, blocks, text, until };
}
