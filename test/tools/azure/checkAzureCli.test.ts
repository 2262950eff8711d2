import { describe, expect, it } from '@jest/globals';
import { checkAzureCli } from '../../../tools/azure/checkAzureCli.ts';
import { fakeAzure } from '../../support/fakeAzure.ts';

const account = { id: 's', name: 'Rivers', user: { name: 'ada@example.com', type: 'user' } };
const azure = (version: unknown, shown: unknown = account) =>
  fakeAzure([
    { to: '^version', output: version },
    { to: '^account show', output: shown },
  ]);

describe('checkAzureCli', () => {
  it('tells who is logged in, and where', async () => {
    await expect(checkAzureCli(azure({ 'azure-cli': '2.60.0' }))).resolves.toEqual({
      subscriptionId: 's',
      subscription: 'Rivers',
      user: 'ada@example.com',
    });
  });

  it.each(['2.59.9', '2.9.1', '1.100.0', 'none'])('refuses version %s in one line', async (version) => {
    await expect(checkAzureCli(azure({ 'azure-cli': version }))).rejects.toMatchObject({
      code: 'too-old',
      message: `The Azure CLI is version ${version}; 2.60.0 is needed. Run: az upgrade`,
    });
  });

  it.each(['2.60.1', '2.61.0', '3.0.0'])('takes version %s', async (version) => {
    await expect(checkAzureCli(azure({ 'azure-cli': version }))).resolves.toBeDefined();
  });

  it('refuses an account without a subscription', async () => {
    await expect(checkAzureCli(azure({ 'azure-cli': '2.83.0' }, {}))).rejects.toMatchObject({
      code: 'unexpected-answer',
    });
  });
});
