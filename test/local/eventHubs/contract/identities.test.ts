import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startEventHubs } from '../../../../local/eventHubs/index.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const run = promisify(execFile);
const client = join(__dirname, 'identityClient.mjs');
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const token = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded({ exp: 4_102_444_800 })}.c2lnbmF0dXJl`;

/** https://learn.microsoft.com/azure/event-hubs/authenticate-application: the emulator cannot verify such tokens. */
describe('a token credential of the real SDK', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const useBy = async (acceptAnyJwt: boolean): Promise<Record<string, { code: string; message?: string }>> => {
    const hub = [{ name: 'tweets', partitionCount: 1 }];
    const hubs = await startEventHubs({ port: 0, tlsPort: 0, data: folder.path, acceptAnyJwt, hub });
    try {
      const { stdout } = await run(process.execPath, [client, `localhost:${hubs.tlsPort}`, token], {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: hubs.certificateFile },
        timeout: 20_000,
      });
      return JSON.parse(stdout);
    } finally {
      await hubs.close();
    }
  };

  it('is refused with UnauthorizedError everywhere, and told the way out', async () => {
    const refused = { code: 'UnauthorizedError', message: expect.stringContaining('--accept-any-jwt') };
    expect(await useBy(false)).toEqual({ ask: refused, send: refused, read: refused });
  });

  it('may do everything where any is accepted', async () => {
    expect(await useBy(true)).toEqual({ ask: { code: 'none' }, send: { code: 'none' }, read: { code: 'none' } });
  });
});
