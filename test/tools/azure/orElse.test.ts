import { describe, expect, it } from '@jest/globals';
import { AzureError } from '../../../tools/azure/azureError.ts';
import { orElse } from '../../../tools/azure/orElse.ts';

describe('orElse', () => {
  it('gives the other where Azure cannot say', async () => {
    await expect(orElse(Promise.resolve(1), 2)).resolves.toBe(1);
    await expect(orElse(Promise.reject(new AzureError('forbidden', 'no')), 2)).resolves.toBe(2);
  });

  it('lets Ctrl-C end the command', async () => {
    await expect(orElse(Promise.reject(new AzureError('interrupted', 'Interrupted.')), 2)).rejects.toThrow(
      'Interrupted.',
    );
  });
});
