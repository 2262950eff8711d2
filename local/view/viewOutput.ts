/** What a stream says when nobody reads it any more, for instance after `| head`; EOF is how Windows puts it. */
const goneCodes = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

/** Is this how a stream tells that its reader has gone, rather than a failure such as a full disk? */
export function readerIsGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && goneCodes.has(error.code);
}

/** Writes one block, whole, and resolves when the stream has passed it on: a slow reader slows the view down. */
export function writeBlock(output: NodeJS.WritableStream, block: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(block, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Keeps a failed write from ending the process: the writer learns of it from its own callback. The listener stays, for
 * the stream tells of the failure after the writer is done with it.
 */
export function survivesFailedWrites(output: NodeJS.WritableStream): void {
  if (!output.listeners('error').includes(ignore)) output.on('error', ignore);
}

function ignore(): void {}
