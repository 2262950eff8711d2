import { AzureError } from './azureError.ts';

/** What Azure answers, or `other` where it cannot or will not say. Only Ctrl-C, which is for the whole command, rejects. */
export function orElse<T, O>(answer: Promise<T>, other: O): Promise<T | O> {
  return answer.catch((error: unknown) => {
    if (error instanceof AzureError && error.code === 'interrupted') throw error;
    return other;
  });
}
