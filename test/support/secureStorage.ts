import { startProcess } from '../../local/processes/startProcess.ts';
import { until } from './until.ts';

/** A certificate that signs itself, and its key, as files. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

export interface SecureStorage {
  readonly tableServiceUri: string;
  readonly blobServiceUri: string;
  close(): Promise<void>;
}

const withinMs = 60_000;

/**
 * Azurite with TLS and tokens of Microsoft Entra ID, of which it checks all but the signature: its times, issuer and
 * audience. It knows no roles. https://learn.microsoft.com/azure/storage/common/storage-use-azurite#oauth-configuration
 */
export async function secureStorage({ certificateFile, keyFile }: CertificateFiles): Promise<SecureStorage> {
  const ports = new Map<string, string>();
  const services = ['blob', 'queue', 'table'].flatMap((name) => [`--${name}Port`, '0', `--${name}Host`, '127.0.0.1']);
  const secure = ['--oauth', 'basic', '--cert', certificateFile, '--key', keyFile];
  const others = ['--inMemoryPersistence', '--silent', '--skipApiVersionCheck', '--disableTelemetry'];
  const child = startProcess({
    name: 'storage',
    nodeArguments: [require.resolve('azurite/dist/src/azurite.js'), ...services, ...secure, ...others],
    onLine: (line) => {
      const [, name, port] = /^Azurite (\w+) service is successfully listening at https:\S+:(\d+)/.exec(line) ?? [];
      if (name !== undefined && port !== undefined) ports.set(name, port);
    },
    isNoLastWord: (line) => line.startsWith('Azurite '),
  });
  await until(() => ports.size === 3, { withinMs, otherwise: () => 'storage does not listen' });
  const uri = (name: string) => `https://localhost:${ports.get(name)}/devstoreaccount1`;
  return {
    tableServiceUri: uri('Table'),
    blobServiceUri: uri('Blob'),
    close: async () => {
      // Nothing is kept, so there is nothing to save.
      child.child.kill('SIGKILL');
      await child.ended;
    },
  };
}
