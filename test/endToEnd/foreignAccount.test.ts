import { BlobServiceClient } from '@azure/storage-blob';
import { expect, it } from '@jest/globals';
import { startStorage } from '../../local/storage/startStorage.ts';
import { npm, running } from '../support/command.ts';
import { freshClone } from '../support/freshClone.ts';

it('begins without the checkpoints of an earlier local hub also where the host keeps them in an account of its own', async () => {
  const clone = freshClone();
  const account = await startStorage({});
  const container = BlobServiceClient.fromConnectionString(account.connectionString).getContainerClient(
    'azure-webjobs-eventhub',
  );
  await container.createIfNotExists();
  const checkpoint = container.getBlockBlobClient('localhost/tweets/store/checkpoint/2');
  await checkpoint.upload('', 0, { metadata: { sequencenumber: '59', offset: '4242', clientidentifier: 'earlier' } });

  const ports = ['--blob-port', '0', '--queue-port', '0', '--table-port', '0', '--amqp-port', '0'];
  const services = npm(['run', 'services', '--', ...ports], clone.path, {
    AzureWebJobsStorage: account.connectionString,
  });
  await services.says(/Ctrl-C stops/);
  expect(await checkpoint.exists()).toBe(false);
  expect(running(clone.path).storage).not.toBe(account.connectionString);

  services.signal('SIGTERM', 'process');
  await services.exit;
  await account.close();
  clone.remove();
}, 60_000);
