import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { startView } from '../../../local/view/index.ts';
import { blobDeadLetterArchive } from '../../../src/adapters/blobDeadLetterArchive.ts';
import { blobPollState } from '../../../src/adapters/blobPollState.ts';
import { hubError } from '../../../src/adapters/hubError.ts';
import { containerClient, tableClient } from '../../../src/adapters/storageClients.ts';
import { tableTweetEraser } from '../../../src/adapters/tableTweetEraser.ts';
import { tableTweetReader } from '../../../src/adapters/tableTweetReader.ts';
import { accessRefused } from '../../../tools/azure/accessRefused.ts';
import { roleFor, type Use } from '../../../tools/azure/roleFor.ts';
import { collected } from '../../local/view/collected.ts';
import { type RawX, rawX } from '../../support/twitter/rawX.ts';
import { outputsOfRiver } from './deployedOutputs.ts';

const objectId = '0f0f0f0f-1111-2222-3333-444444444444';
const words: Readonly<Record<string, string>> = {
  AuthorizationPermissionMismatch: 'This request is not authorized to perform this operation using this permission.',
  AuthorizationFailure: 'This request is not authorized to perform this operation.',
  AccountIsDisabled: 'The specified account is disabled.',
};

let storage: RawX;
let hubs: RunningEventHubs;
let code: string | undefined;

/** As the services answer: https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2 */
function refuse({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
  const isTable = url.startsWith('/tables/');
  const type = isTable ? 'application/json' : 'application/xml';
  response.writeHead(403, { 'content-type': type, ...(code && !isTable && { 'x-ms-error-code': code }) });
  if (code === undefined || method === 'HEAD') response.end();
  else if (isTable)
    response.end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: words[code] } } }));
  else
    response.end(
      `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${words[code]}</Message></Error>`,
    );
}

beforeAll(async () => {
  storage = await rawX(refuse);
  const hub = [{ name: 'tweets', partitionCount: 1 }];
  hubs = await startEventHubs({ port: 0, hub, policy: ['sender=c2VuZA==:Send'] });
});
afterAll(async () => {
  await storage.close();
  await hubs.close();
});
beforeEach(() => {
  code = 'AuthorizationPermissionMismatch';
});

const connection = () => ({
  connectionString: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=${storage.origin}tables;BlobEndpoint=${storage.origin}blobs`,
});
const asSender = () =>
  hubs.connectionString.replace(
    /SharedAccessKeyName=.*$/,
    'SharedAccessKeyName=sender;SharedAccessKey=c2VuZA==;UseDevelopmentEmulator=true;',
  );

/** What a person reads after a command failed like this. */
async function told(work: Promise<unknown>, ...uses: readonly Use[]): Promise<Error> {
  const error: unknown = await work.then(
    () => new Error('It was not refused.'),
    (reason: unknown) => reason,
  );
  const outputs = {
    ...outputsOfRiver,
    tableServiceUri: `${storage.origin}tables`,
    blobServiceUri: `${storage.origin}blobs`,
  };
  const whoIsSignedIn = async () => ({ objectId, name: 'anna@example.com' });
  const refused = await accessRefused(error, { outputs, uses, whoIsSignedIn });
  if (refused instanceof Error) return refused;
  throw new Error('What came is no error.');
}

const providers = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-river/providers';
const accountScope = `${providers}/Microsoft.Storage/storageAccounts/127`;
const grant = (role: string, scope: string) =>
  `az role assignment create --assignee "${objectId}" --role "${role}" --scope "${scope}"`;

describe('a refused command', () => {
  const table = () => tableClient(connection(), 'tweets');
  const letters = () => blobDeadLetterArchive(containerClient(connection(), 'dead-letters'));
  const firstOf = async (pages: AsyncIterable<unknown>) => pages[Symbol.asyncIterator]().next();

  it('is told the role, its scope and the command that gives it', async () => {
    const { message } = await told(tableTweetReader(table()).find('20'), { part: 'tweets', access: 'read' });
    expect(message).toBe(
      [
        'anna@example.com may not read table tweets of storage account 127 (403 AuthorizationPermissionMismatch).',
        'That takes the role Storage Table Data Reader (76199698-9eea-4c19-bc75-cec21354c6b6). Somebody who may assign roles gives it with:',
        grant('Storage Table Data Reader', `${accountScope}/tableServices/default/tables/tweets`),
        'A new role may take some minutes to spread. Then try again.',
      ].join('\n'),
    );
  });

  it('is told all that it needs, by what it does and not by the request that failed', async () => {
    const uses: Use[] = [
      { part: 'tweets', access: 'write' },
      { part: 'deadLetters', access: 'write' },
    ];
    const { message } = await told(tableTweetEraser(table()).has('20'), ...uses);
    expect(message).toContain('anna@example.com may not change table tweets');
    expect(message.split('\n').filter((line) => line.startsWith('az '))).toEqual([
      grant('Storage Table Data Contributor', `${accountScope}/tableServices/default/tables/tweets`),
      grant('Storage Blob Data Contributor', `${accountScope}/blobServices/default/containers/dead-letters`),
    ]);
  });

  it.each([
    ['a listing of blobs', () => firstOf(letters().list('')), 'deadLetters'],
    ['a HEAD, whose answer has no body', () => letters().find('a'), 'deadLetters'],
    ['a removal of a blob', () => letters().remove(['a']), 'deadLetters'],
    [
      'a download',
      () => blobPollState(containerClient(connection(), 'twitter-state'), 'x/a.json').look(),
      'twitterState',
    ],
  ] as const)('is understood from %s', async (_what, work, part) => {
    const container = part === 'deadLetters' ? 'dead-letters' : 'twitter-state';
    const refused = await told(work(), { part, access: 'read' });
    expect(refused).toMatchObject({ code: 'role-missing' });
    expect(refused.message).toContain(
      grant('Storage Blob Data Reader', `${accountScope}/blobServices/default/containers/${container}`),
    );
  });

  it('is understood where a table gives no code at all', async () => {
    code = undefined;
    const { message } = await told(tableTweetReader(table()).find('20'), { part: 'tweets', access: 'read' });
    expect(message).toContain('(403 Forbidden)');
    expect(message).toContain('"Storage Table Data Reader"');
  });

  it.each(['tweets', 'deadLetters'] as const)(
    'is sent to the rules of the network where these keep it out of %s',
    async (part) => {
      code = 'AuthorizationFailure';
      const work = part === 'tweets' ? tableTweetReader(table()).find('20') : letters().find('a');
      const refused = await told(work, { part, access: 'read' });
      expect(refused).toMatchObject({
        code: 'network-refused',
        message: expect.stringMatching(/from here \(403 Auth.*Networking/),
      });
      expect(refused.message).not.toContain('az role');
    },
  );

  it('keeps its own words where no role would help', async () => {
    code = 'AccountIsDisabled';
    const refused = await told(tableTweetReader(table()).find('20'), { part: 'tweets', access: 'read' });
    expect(refused).toMatchObject({ name: 'StorageError', message: expect.stringContaining('AccountIsDisabled') });
  });
});

describe('a command that a hub refuses', () => {
  const hubScope = `${providers}/Microsoft.EventHub/namespaces/evhns-river/eventhubs/tweets`;

  it('may read it with Data Receiver', async () => {
    const { output } = collected();
    const view = startView({ connectionString: asSender(), eventHubName: 'tweets', output });
    const { message } = await told(
      view.then(({ done }) => done),
      { part: 'hub', access: 'read' },
    );
    expect(message).toMatch(
      /^anna@example.com may not read event hub tweets of namespace evhns-river \(.*'Listen' claim\(s\)/,
    );
    expect(message).toContain(grant('Azure Event Hubs Data Receiver', hubScope));
  });

  it('may send to it with Data Sender, and needs the letters besides', async () => {
    const claim = "Unauthorized access. 'Send' claim(s) are required to perform this operation. TrackingId:1";
    const ofSdk = Object.assign(new Error(claim), { code: 'UnauthorizedError' });
    const { message } = await told(
      Promise.reject(hubError('tweets', new AggregateError([ofSdk, ofSdk]))),
      { part: 'deadLetters', access: 'write' },
      { part: 'hub', access: 'write' },
    );
    expect(message).toContain('anna@example.com may not send to event hub tweets');
    expect(message).toContain(grant('Azure Event Hubs Data Sender', hubScope));
    expect(message).toContain('"Storage Blob Data Contributor"');
  });

  it('is sent to the rules of the network where the namespace says so', async () => {
    const prevented = Object.assign(new Error('Ip has been prevented to connect to the endpoint. TrackingId:1'), {
      code: 'UnauthorizedError',
    });
    const refused = await told(Promise.reject(new AggregateError([new Error('first'), prevented])), {
      part: 'hub',
      access: 'read',
    });
    expect(refused).toMatchObject({ code: 'network-refused' });
  });
});

it.each([
  ['tweets', 'read', 'Storage Table Data Reader', 'tableServices/default/tables/tweets'],
  ['tweets', 'write', 'Storage Table Data Contributor', 'tableServices/default/tables/tweets'],
  ['deadLetters', 'read', 'Storage Blob Data Reader', 'blobServices/default/containers/dead-letters'],
  ['deadLetters', 'write', 'Storage Blob Data Contributor', 'blobServices/default/containers/dead-letters'],
  ['twitterState', 'read', 'Storage Blob Data Reader', 'blobServices/default/containers/twitter-state'],
  ['hub', 'read', 'Azure Event Hubs Data Receiver', 'namespaces/evhns-river/eventhubs/tweets'],
  ['hub', 'write', 'Azure Event Hubs Data Sender', 'namespaces/evhns-river/eventhubs/tweets'],
] as const)('asks for the role that is needed: %s, %s: %s at %s', (part, access, name, place) => {
  const { role, scope } = roleFor({ part, access }, outputsOfRiver);
  expect(role.name).toBe(name);
  expect(scope.endsWith(`/${place}`)).toBe(true);
});

it('leaves an error that is no refusal as it is', async () => {
  const error = new Error('Something else.');
  expect(await told(Promise.reject(error))).toBe(error);
});
