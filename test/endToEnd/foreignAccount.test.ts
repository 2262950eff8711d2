import { BlobServiceClient } from '@azure/storage-blob';
import { expect, it } from '@jest/globals';
import { startStorage } from '../../local/storage/startStorage.ts';
import { npm, running } from '../support/command.ts';
import { freshClone } from '../support/freshClone.ts';

it('refuses the checkpoints of an earlier local hub, also in an account of somebody, until both are reset', async () => {
  const clone = freshClone();
  const account = await startStorage({});
  const container = BlobServiceClient.fromConnectionString(account.connectionString).getContainerClient(
    'azure-webjobs-eventhub',
  );
  await container.createIfNotExists();
  const checkpoint = container.getBlockBlobClient('localhost/tweets/store/checkpoint/2');
  await checkpoint.upload('', 0, { metadata: { sequencenumber: '59', offset: '4242', clientidentifier: 'earlier' } });
  const run = (...args: string[]) =>
    npm(['run', ...args], clone.path, { AzureWebJobsStorage: account.connectionString });
  const ports = ['--', '--blob-port', '0', '--queue-port', '0', '--table-port', '0', '--amqp-port', '0'];

  const refused = run('services', ...ports);
  await refused.says(/group "store" in partition 2 stands at sequence number 59, which this hub has not reached/);
  expect(await refused.exit).toBe(1);
  expect(refused.text).toContain('npm run reset');
  expect(refused.text).not.toContain('AccountKey');
  expect(await checkpoint.exists()).toBe(true);

  expect(await run('reset').exit).toBe(0);
  expect(await checkpoint.exists()).toBe(false);

  const services = run('services', ...ports);
  await services.says(/Ctrl-C stops/);
  expect(running(clone.path).storage).not.toBe(account.connectionString);
  services.signal('SIGTERM', 'process');
  await services.exit;
  await account.close();
  clone.remove();
}, 90_000);
