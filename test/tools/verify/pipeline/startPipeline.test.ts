import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { StorageService } from '../../../../tools/verify/faults/proxy/serviceErrors.ts';
import type { Pipeline, startPipeline } from '../../../../tools/verify/pipeline/startPipeline.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { until } from '../../../support/until.ts';

const minute = 60_000;
const app = join(__dirname, '..', '..', '..', '..', 'build', 'test');
/** As it was built: it starts files that lie beside it. */
const built: { readonly startPipeline: typeof startPipeline } = require(
  join(app, 'dist', 'tools', 'verify', 'pipeline', 'startPipeline.js'),
);
const folder = temporaryFolder();
const lines: string[] = [];
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await built.startPipeline({
    app,
    folder: folder.path,
    logFolder: join(folder.path, 'logs'),
    environment: process.env,
    signal: new AbortController().signal,
    shiftsClocks: false,
    tweetsPerRun: 1,
    onRows: () => undefined,
    onLetter: () => undefined,
    onHostLine: (_host, line) => lines.push(line),
    onUnexpectedEnd: (words) => lines.push(words),
  });
}, minute);
afterAll(async () => {
  await pipeline?.close();
  folder.remove();
}, minute);

it(
  'has the host keep what it owns behind the proxy, and meet the trouble that is made there',
  async () => {
    const hostWrites = () => pipeline.storage.writes('host');
    await until(() => hostWrites().answered >= 4, {
      withinMs: minute,
      otherwise: () => `none owned:\n${lines.join('\n')}`,
    });
    const met: StorageService[] = [];
    pipeline.storage.meet((_request, service) => {
      met.push(service);
      return { status: 503, headers: {}, body: '' };
    });
    await until(() => met.includes('host'), {
      withinMs: minute,
      otherwise: () => `asked nothing:\n${lines.join('\n')}`,
    });
    pipeline.storage.meet(undefined);
    const { answered } = hostWrites();
    await until(() => hostWrites().answered > answered, { withinMs: minute, otherwise: () => lines.join('\n') });
    expect(lines.join('\n')).not.toContain('AccountKey');
  },
  3 * minute,
);
