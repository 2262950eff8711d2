/** Waits for something at most so long. Resolves to whether it ended; a rejection counts as an end and goes to `onError`. */
export async function within(
  milliseconds: number,
  work: Promise<unknown>,
  onError: (error: unknown) => void,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(milliseconds, 0));
  });
  const ended = work.then(
    () => true,
    (error: unknown) => {
      onError(error);
      return true;
    },
  );
  try {
    return await Promise.race([ended, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
