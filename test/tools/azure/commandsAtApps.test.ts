import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { rowKeys } from '../../../src/pipeline/rowKeys.ts';
import { tweetIdAt } from '../../../src/pipeline/tweetId.ts';
import { aDeadLetter } from '../../support/aDeadLetter.ts';
import { type FakePrograms, fakePrograms } from '../../support/fakePrograms.ts';
import { type SecureStorage, secureStorage } from '../../support/secureStorage.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { asPrinted, deployedOutputs } from './deployedOutputs.ts';

const root = join(__dirname, '..', '..', '..');
const folder = temporaryFolder();
const objectId = '0f0f0f0f-1111-2222-3333-444444444444';
const id = tweetIdAt(Date.now() - 60_000, 0);
const commandLines = {
  tweets: ['tweets', '--json', '--app', 'func-river'],
  tail: ['tail', '--json', '--count', '1', '--app', 'func-river'],
  replay: ['dead-letters', 'replay', '--all', '--json', '--app', 'func-river'],
  letters: ['dead-letters', 'list', '--app', 'func-river'],
  status: ['twitter-status', '--json', '--app', 'func-river'],
  forget: ['forget', id, '--app', 'func-river'],
  tweetsRefused: ['tweets', '--json', '--app', 'func-closed'],
  tailRefused: ['tail', '--app', 'func-closed'],
  nowhere: ['tweets', '--app', 'func-nowhere'],
};

const now = Math.floor(Date.now() / 1000);
const token = tokenOf({
  ...{ iat: now - 60, nbf: now - 60, exp: now + 3600 },
  ...{ iss: 'https://sts.windows.net/72f988bf/', aud: 'https://storage.azure.com' },
  ...{ oid: objectId, upn: 'anna@example.com' },
});

interface Result {
  readonly output: string;
  readonly progress: string;
  readonly error?: { readonly code?: string; readonly message: string };
}

let open: RunningEventHubs;
let closed: RunningEventHubs;
let storage: SecureStorage;
let closedStorage: Server;
let programs: FakePrograms;
let results: readonly Result[];

beforeAll(async () => {
  const hub = [{ name: 'tweets', partitionCount: 1 }];
  open = await startEventHubs({ port: 0, tlsPort: 0, data: join(folder.path, 'hub'), acceptAnyJwt: true, hub });
  const tls = {
    cert: join(folder.path, 'hub/_tls/certificate.pem'),
    key: join(folder.path, 'hub/_tls/private-key.pem'),
  };
  closed = await startEventHubs({ port: 0, tlsPort: 0, hub, ...tls });
  storage = await secureStorage({ certificateFile: tls.cert, keyFile: tls.key });
  closedStorage = createServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, (_request, response) => {
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end('{"odata.error":{"code":"AuthorizationPermissionMismatch","message":{"lang":"en-US","value":"No."}}}');
  }).listen(0);
  await once(closedStorage, 'listening');
  await send();
  fakeAz();
  results = await runCommands(tls.cert);
}, 120_000);

afterAll(async () => {
  closedStorage.closeAllConnections();
  closedStorage.close();
  await Promise.all([open.close(), closed.close(), storage.close()]);
  folder.remove();
});

async function send(): Promise<void> {
  const producer = new EventHubProducerClient(open.connectionString, 'tweets');
  await producer.sendBatch([{ body: { id: '20', text: 'just setting up my twttr' } }]);
  await producer.close();
}

function fakeAz(): void {
  const address = closedStorage.address();
  const refusing = `https://localhost:${typeof address === 'object' ? address?.port : ''}/`;
  const river = deployedOutputs({
    EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE: `localhost:${open.tlsPort}`,
    TWEET_TABLE_SERVICE_URI: storage.tableServiceUri,
    TWEET_BLOB_SERVICE_URI: storage.blobServiceUri,
  });
  const shut = deployedOutputs({
    AZURE_FUNCTION_APP_NAME: 'func-closed',
    EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE: `localhost:${closed.tlsPort}`,
    TWEET_TABLE_SERVICE_URI: refusing,
    TWEET_BLOB_SERVICE_URI: refusing,
  });
  const made = (outputs: Record<string, string>) => ({ state: 'Succeeded', outputs: asPrinted(outputs) });
  programs = fakePrograms(folder.path);
  programs.answer('az', [
    { to: '^resource list .*--name func-river ', output: ['rg-river'] },
    { to: '^resource list .*--name func-closed ', output: ['rg-closed'] },
    { to: '^resource list ', output: [] },
    { to: '^deployment group show --resource-group rg-river ', output: made(river) },
    { to: '^deployment group show --resource-group rg-closed ', output: made(shut) },
    { to: '^functionapp config appsettings list ', output: [{ name: 'TWITTER_QUERY', value: '#Rivers' }] },
    { to: '^account get-access-token ', output: { accessToken: token, expires_on: now + 3600 } },
  ]);
}

/** As Entra ID gives it, but for its signature. */
function tokenOf(claims: object): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** In a folder, and an environment, whose settings and identity are others. */
async function runCommands(certificateFile: string): Promise<readonly Result[]> {
  const elsewhere = { TweetStorage: 'UseDevelopmentStorage=true', EVENT_HUB_NAME: 'other', TWITTER_QUERY: '#Other' };
  const another = { AZURE_TENANT_ID: 'another.example', AZURE_CLIENT_ID: 'another', AZURE_CLIENT_SECRET: 'c2VjcmV0' };
  const work = join(folder.path, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'local.settings.json'), JSON.stringify({ Values: elsewhere }));
  const { tableServiceUri, blobServiceUri } = storage;
  const row = { ...rowKeys(id), id, text: 'of a river' };
  const asked = {
    tools: join(root, 'build/test/dist/tools'),
    storage: { tableServiceUri, blobServiceUri, row, letter: aDeadLetter({ partition: '0' }) },
    commands: Object.values(commandLines),
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(__dirname, 'commandsAtApps.mjs'), JSON.stringify(asked)],
    {
      cwd: work,
      env: { ...programs.environment, ...elsewhere, ...another, NODE_EXTRA_CA_CERTS: certificateFile },
      timeout: 100_000,
    },
  );
  return JSON.parse(stdout);
}

function result(name: keyof typeof commandLines): Result {
  const found = results[Object.keys(commandLines).indexOf(name)];
  if (found === undefined) throw new Error(`${name} did not run.`);
  return found;
}

const asked = (app: string) => `Asking az for the deployment of function app ${app}.\n`;

it('works at a deployment as whoever az is signed in as, and takes no setting from elsewhere', () => {
  expect(result('tweets')).toEqual({ output: expect.any(String), progress: asked('func-river') });
  expect(JSON.parse(result('tweets').output)).toMatchObject({ id, text: 'of a river' });
  expect(JSON.parse(result('tail').output)).toMatchObject({ body: '{"id":"20","text":"just setting up my twttr"}' });
  expect(result('tail').progress).toBe(`${asked('func-river')}Reading partition 0. Ctrl-C ends.\n`);
  expect(result('replay').output).toContain('"summary":{"replayed":1}');
  expect(open.partitions()).toMatchObject([{ lastSequenceNumber: 1 }]);
  expect(result('letters').output).toMatch(/ on its way since .*\n1 dead letter: 1 not-json\.\n$/);
  expect(JSON.parse(result('status').output)).toMatchObject({ query: '#Rivers', today: { posts: 0 } });
  expect(result('forget').output).toBe(`${id}  its row deleted\n`);
});

it('says where the deployment refuses which role is missing, and to whom', () => {
  const refusals = [
    [result('tweetsRefused'), 'may not read table tweets', 'Storage Table Data Reader'],
    [result('tailRefused'), 'may not read event hub tweets', 'Azure Event Hubs Data Receiver'],
  ] as const;
  for (const [{ output, error }, fact, role] of refusals) {
    expect(output).toBe('');
    expect(error).toMatchObject({ code: 'role-missing' });
    expect(error?.message).toMatch(`anna@example.com ${fact}`);
    expect(error?.message).toMatch(
      `\naz role assignment create --assignee "${objectId}" --role "${role}" --scope "/subscr`,
    );
  }
});

it('says that there is no such app', () => {
  expect(result('nowhere').error).toMatchObject({ code: 'not-found', message: expect.stringMatching(/func-nowhere/) });
});

it('shows the token nowhere, and never asks az for that of X', () => {
  for (const part of token.split('.')) expect(JSON.stringify(results)).not.toContain(part);
  const asksForSettings = programs.calls('az').filter(({ args }) => args[0] === 'functionapp');
  expect(asksForSettings.map(({ args }) => args.join(' '))).toEqual([
    expect.stringContaining("name != 'TWITTER_BEARER_TOKEN'"),
  ]);
});
