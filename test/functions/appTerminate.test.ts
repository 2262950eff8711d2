import { app } from '@azure/functions';
import { expect, it, jest } from '@jest/globals';
import { closeClients, untilEnd } from '../../src/composition.ts';

it('closes the clients when the app ends', async () => {
  const register = jest.spyOn(app.hook, 'appTerminate');
  await import('../../src/functions/appTerminate.ts');
  expect(register).toHaveBeenCalledWith(closeClients);
});

it('has a batch that comes too late delivered again', async () => {
  await closeClients();
  await expect(untilEnd(async () => 'stored')).rejects.toMatchObject({ code: 'stopping' });
});

it('has nothing to close where nothing was ever set or built', async () => {
  await expect(closeClients()).resolves.toBeUndefined();
});
