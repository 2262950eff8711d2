import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { telemetryLine } from '../../../src/pipeline/telemetry/telemetryLine.ts';
import { logs } from '../../../tools/logs/logs.ts';
import { type AzureAnswer, type FakeAzure, fakeAzure } from '../../support/fakeAzure.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { azureOfRiver } from '../deploy/azureOfRiver.ts';

const batch = telemetryLine('Stored 20 tweets (partition 3, up to 41).', 'batch', {
  v: 1,
  fn: 'storeTweets',
  written: 20,
});
const run = telemetryLine('Published 20 tweets.', 'run', { v: 1, fn: 'publishTweets', published: 20 });
const lines = [
  ['2026-11-21T12:01:05.000Z', batch],
  ['2026-11-21T12:01:00.000Z', run],
] as const;

let folder: ReturnType<typeof temporaryFolder>;
let azure: FakeAzure;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

async function shown(args: readonly string[], answers: readonly AzureAnswer[] = azureOfRiver({ lines }), looks = 1) {
  azure = fakeAzure(answers);
  const [output, progress] = [new PassThrough(), new PassThrough()];
  let left = looks;
  const wait = async (): Promise<void> => {
    left -= 1;
    if (left === 0) throw new Error('enough');
  };
  const error = await logs(args, { root: folder.path, azure, output, progress, wait }).then(
    () => '',
    (reason: unknown) => (reason instanceof Error ? reason.message : ''),
  );
  return { error, output: String(output.read() ?? ''), progress: String(progress.read() ?? '') };
}

describe('logs', () => {
  it('shows the newest lines of an app, the newest last', async () => {
    const { output } = await shown(['func-river', '--limit', '5']);
    expect(output).toBe(
      '2026-11-21T12:01:00.000Z  publishTweets  Published 20 tweets.\n' +
        '2026-11-21T12:01:05.000Z  storeTweets    Stored 20 tweets (partition 3, up to 41).\n',
    );
    const query = azure.calls.at(-1) ?? '';
    expect(query).toMatch(
      /^rest --method post --url \S+\/components\/appi-river\/query\?api-version=2018-04-20 --body @/,
    );
  });

  it('asks for its own three kinds of lines, as many as are wanted', async () => {
    let body = '';
    const look = (args: readonly string[]): void => {
      body = JSON.parse(readFileSync(String(args.at(-1)).slice(1), 'utf8')).query;
    };
    await shown(
      ['func-river', '--limit', '7'],
      [{ to: '^rest .*/query', output: { tables: [{ columns: [], rows: [] }] }, look }, ...azureOfRiver()],
    );
    expect(body).toMatch(/batch=\{.*attempt=\{.*run=\{/);
    expect(body).toContain('| top 7 by timestamp desc');
  });

  it('gives one JSON object per line on request, with all figures', async () => {
    const { output } = await shown(['func-river', '--json']);
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { time: '2026-11-21T12:01:00.000Z', function: 'publishTweets', kind: 'run', v: 1, published: 20 },
      { time: '2026-11-21T12:01:05.000Z', function: 'storeTweets', kind: 'batch', v: 1, written: 20 },
    ]);
  });

  it('leaves out what is no line of the pipeline, and says when there is none', async () => {
    const strange = [['2026-11-21T12:01:00.000Z', 'batch={nothing}']] as const;
    const { output, progress } = await shown(['func-river'], azureOfRiver({ lines: strange }));
    expect([output, progress]).toEqual(['', 'There are no lines of the last day yet.\n']);
  });

  it('goes on with --follow, and shows each line once', async () => {
    const first: AzureAnswer = { to: '^rest .*/query', output: telemetryTable(lines.slice(1)), times: 1 };
    const { output, error } = await shown(['func-river', '--follow'], [first, ...azureOfRiver({ lines })], 3);
    expect(error).toBe('enough');
    expect(output.match(/Published/g)).toHaveLength(1);
    expect(output.match(/Stored/g)).toHaveLength(1);
  });

  it('names the role when it may not read the telemetry', async () => {
    const { error } = await shown(['func-river'], [{ to: '^rest .*/query', fails: 'forbidden' }, ...azureOfRiver()]);
    expect(error).toMatch(
      /takes the role Reader\..*\naz role assignment create .*--role "Reader" --scope "\S*\/appi-river"/s,
    );
  });

  it('shows what the local pipeline has told when no app is named', async () => {
    expect((await shown([])).progress).toBe('There are no lines in .local/telemetry.jsonl yet.\n');
    mkdirSync(join(folder.path, '.local'));
    const entry = { time: '2026-11-21T12:01:00.000Z', function: 'storeTweets', kind: 'batch', v: 1, written: 20 };
    writeFileSync(join(folder.path, '.local', 'telemetry.jsonl'), `${JSON.stringify(entry)}\n{"half\n`);
    expect((await shown([])).output).toBe('2026-11-21T12:01:00.000Z  storeTweets    batch {"written":20}\n');
    expect(JSON.parse((await shown(['--json'])).output)).toEqual(entry);
    expect(azure.calls).toEqual([]);
  });
});

function telemetryTable(rows: readonly (readonly [string, string])[]) {
  return { tables: [{ columns: [{ name: 'timestamp' }, { name: 'message' }], rows }] };
}
