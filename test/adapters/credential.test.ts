import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { credentialOf } from '../../src/adapters/credential.ts';
import { type RawX, rawX } from '../support/twitter/rawX.ts';

let endpoint: RawX;
beforeEach(async () => {
  endpoint = await rawX((_request, response) => {
    const token = { access_token: 'a-token', expires_on: String(Math.floor(Date.now() / 1000) + 3600) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
  });
  process.env.IDENTITY_ENDPOINT = `${endpoint.origin}msi/token`;
  process.env.IDENTITY_HEADER = 'a-header';
});
afterEach(async () => {
  delete process.env.IDENTITY_ENDPOINT;
  delete process.env.IDENTITY_HEADER;
  await endpoint.close();
});

// https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
it('asks the platform of a function app for a token of its own user-assigned identity', async () => {
  const credential = credentialOf({ managed: true, clientId: '0f0f0f0f-1111-2222-3333-444444444444' });
  expect(await credential.getToken('https://storage.azure.com/.default')).toMatchObject({ token: 'a-token' });
  const [request] = endpoint.requests;
  const asked = new URL(request?.url ?? '', endpoint.origin).searchParams;
  expect(asked.get('client_id')).toBe('0f0f0f0f-1111-2222-3333-444444444444');
  expect(asked.get('resource')).toBe('https://storage.azure.com');
  expect(request?.headers['x-identity-header']).toBe('a-header');
});
