import { readerIsGone, survivesFailedWrites, writeBlock } from '../local/view/viewOutput.ts';

export interface CommandWriter {
  /** Resolves when the stream has passed it on, or nobody reads it any more. */
  write(text: string): Promise<void>;
  /** As after `| head`: what was wanted was read. */
  isGone(): boolean;
}

/** For commands whose work goes on, or ends in order, when nobody reads what they say. */
export function openOutput(output: NodeJS.WritableStream): CommandWriter {
  let gone = false;
  survivesFailedWrites(output);
  const write = async (text: string) => {
    if (gone || text === '') return;
    await writeBlock(output, text).catch((error: unknown) => {
      if (!readerIsGone(error)) throw error;
      gone = true;
    });
  };
  return { write, isGone: () => gone };
}
