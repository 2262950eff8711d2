/** Gives the promise an end: rejects with TookTooLongError after `ms`, whatever the promise does later. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLongError(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
  }
}

export class TookTooLongError extends Error {
  readonly code = 'took-too-long';
  override readonly name = 'TookTooLongError';
}
