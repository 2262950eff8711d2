/**
 * Resolves when all of it is done. The first failure gives up the rest by `giveUp`, and is what this rejects with once nothing
 * runs any more: whoever closes what the works use would else close it under their hands.
 */
export async function together(works: readonly Promise<unknown>[], giveUp: (reason: unknown) => void): Promise<void> {
  const failures: unknown[] = [];
  const failed = (error: unknown): void => {
    failures.push(error);
    giveUp(error);
  };
  await Promise.all(works.map((work) => work.catch(failed)));
  if (failures.length > 0) throw failures[0];
}
