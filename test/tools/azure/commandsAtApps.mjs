/**
 * Runs commands of the built tools one after the other in a process of its own: clients with a token always use TLS, and
 * what they trust comes from NODE_EXTRA_CA_CERTS. Takes `{ tools, storage, commands }` as JSON, makes a table with one row
 * and the containers with one dead letter there, and prints what each command wrote and how it failed.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { tools, storage, commands } = JSON.parse(process.argv[2] ?? '');
const fromTools = createRequire(join(tools, 'index.js'));
const { TableServiceClient, TableClient } = fromTools('@azure/data-tables');
const { BlobServiceClient } = fromTools('@azure/storage-blob');
const { AzureCliCredential } = fromTools('@azure/identity');

const credential = new AzureCliCredential();
const blobs = new BlobServiceClient(storage.blobServiceUri, credential);
await new TableServiceClient(storage.tableServiceUri, credential).createTable('tweets');
await new TableClient(storage.tableServiceUri, 'tweets', credential).createEntity(storage.row);
for (const name of ['dead-letters', 'twitter-state']) await blobs.createContainer(name);
const letter = JSON.stringify(storage.letter.content);
const letters = blobs.getContainerClient('dead-letters');
await letters.getBlockBlobClient(storage.letter.name).upload(letter, Buffer.byteLength(letter));

const written = { output: '', progress: '' };
const print = process.stdout.write.bind(process.stdout);
for (const [stream, key] of [
  [process.stdout, 'output'],
  [process.stderr, 'progress'],
]) {
  stream.write = (block, done) => {
    written[key] += block;
    if (typeof done === 'function') done();
    return true;
  };
}

const results = [];
for (const [name, ...args] of commands) {
  Object.assign(written, { output: '', progress: '' });
  const { run } = fromTools(`./${name}.js`);
  const error = await run(args).then(
    () => undefined,
    ({ code, message }) => ({ code, message }),
  );
  results.push({ ...written, error });
}
print(JSON.stringify(results));
