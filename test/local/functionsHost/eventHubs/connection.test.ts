import { describe, expect, it } from '@jest/globals';
import { blobNames } from '../../../../local/functionsHost/eventHubs/blobNames.ts';
import { resolveConnection } from '../../../../local/functionsHost/eventHubs/connection.ts';
import { createSettings } from '../../../../local/functionsHost/settings.ts';

const key = 'SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0';
const resolve = (settings: Record<string, string>, hub: string | undefined = 'hub', connection = 'HUB') =>
  resolveConnection(createSettings(settings), connection, hub, 'f');

// https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#connections
describe('a connection', () => {
  it('is the connection string of a setting, with or without AzureWebJobs before its name', async () => {
    const connectionString = `Endpoint=sb://Name.servicebus.windows.net/;${key}`;
    const expected = { namespace: 'name.servicebus.windows.net', eventHubName: 'hub', connectionString };
    expect(await resolve({ HUB: connectionString })).toEqual(expected);
    expect(await resolve({ AzureWebJobsHUB: connectionString })).toEqual(expected);
  });

  it('has the EntityPath of the string rather than eventHubName', async () => {
    const connectionString = `Endpoint=sb://localhost:5673;${key};EntityPath=other`;
    expect(await resolve({ HUB: connectionString })).toMatchObject({ eventHubName: 'other' });
    expect(await resolve({ HUB: connectionString }, '')).toMatchObject({ eventHubName: 'other' });
  });

  it('has a namespace without the port', async () => {
    expect(await resolve({ HUB: `Endpoint=sb://localhost:5673/;${key}` })).toMatchObject({ namespace: 'localhost' });
  });

  it('is an identity where there is a namespace only', async () => {
    const found = await resolve({ HUB__fullyQualifiedNamespace: 'n.servicebus.windows.net' });
    expect(found).toMatchObject({
      namespace: 'n.servicebus.windows.net',
      endpoint: 'n.servicebus.windows.net',
      credential: { getToken: expect.any(Function) },
    });
    const managed = await resolve({
      HUB__fullyQualifiedNamespace: 'n',
      HUB__credential: 'managedidentity',
      HUB__clientId: 'id',
    });
    expect('credential' in managed && managed.credential.constructor.name).toBe('ManagedIdentityCredential');
  });

  it('is refused without showing a secret', async () => {
    const whole = `Endpoint=sb://n/;${key}`;
    await expect(resolve({}, 'hub', whole)).rejects.toThrow('its connection is a whole connection string (not shown)');
    await expect(resolve({}, 'hub', whole)).rejects.not.toThrow('c2VjcmV0');
    await expect(resolve({ HUB: key })).rejects.toThrow(
      'app setting HUB is no Event Hubs connection string (value not shown)',
    );
    await expect(resolve({})).rejects.toThrow('neither HUB nor HUB__fullyQualifiedNamespace is set');
    await expect(resolveConnection(createSettings({ HUB: whole }), 'HUB', undefined, 'f')).rejects.toThrow(
      'it names no event hub',
    );
  });
});

// BlobCheckpointStoreInternal.cs of azure-sdk-for-net
it('the blobs of a consumer group are named in lower case', () => {
  expect(blobNames({ namespace: 'NS.net', eventHubName: 'Tweets', consumerGroup: '$Default' })).toEqual({
    root: 'ns.net/tweets/$default/',
    checkpoints: 'ns.net/tweets/$default/checkpoint/',
    ownerships: 'ns.net/tweets/$default/ownership/',
  });
});
