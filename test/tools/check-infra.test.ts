import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInfraFiles } from '../../tools/check-infra.ts';
import type { Finding } from '../../tools/checkInfra/finding.ts';
import { collected } from '../local/view/collected.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const [repository, folder] = [join(__dirname, '../..'), temporaryFolder()];
const template = 'infra/modules/vault.bicep';
beforeAll(() => {
  for (const path of ['infra', 'src/config', 'src/functions', 'src/config.ts', 'tools/checkInfra/schemas']) copy(path);
  for (const path of ['resources.json', 'local.settings.json.example', 'azure.yaml', 'host.json', '.gitignore', 'docs'])
    copy(path);
});
afterAll(() => folder.remove());

function copy(path: string): void {
  mkdirSync(dirname(join(folder.path, path)), { recursive: true });
  cpSync(join(repository, path), join(folder.path, path), { recursive: true });
}

async function command(args: readonly string[], ofQueries: readonly Finding[] = []) {
  const [output, progress] = [collected(), collected()];
  const checkQueries = async () => ofQueries;
  const surroundings = { root: folder.path, output: output.output, progress: progress.output, checkQueries };
  const found = await checkInfraFiles(args, surroundings).catch((error: unknown) => String(error));
  return { found, lines: output.text().trimEnd().split('\n'), progress: progress.text() };
}

describe('npm run check:infra', () => {
  it('says that nothing was found, and how much was looked at', async () => {
    expect(await command([])).toMatchObject({
      found: 0,
      lines: [
        expect.stringMatching(/^Nothing found\. Checked \d+ files, \d+ resources, \d+ properties, \d+ queries\.$/),
      ],
    });
  });

  it('prints a line for each finding, in the order of the files, and counts them', async () => {
    const path = join(folder.path, template);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('enableSoftDelete: true', 'enableSoftDelete: false'));
    const ofQuery = { rule: 'query', file: 'infra/a.kql', line: 2, message: 'A strange \u001b[31m name.' };
    const { found, lines } = await command([], [ofQuery]);
    expect(found).toBe(2);
    expect(lines).toEqual([
      'infra/a.kql:2 query A strange \\x1b[31m name.',
      expect.stringMatching(/^infra\/modules\/vault\.bicep:\d+ fixed .*enableSoftDelete is false. It must be true\.$/),
      expect.stringMatching(/^2 findings\. Checked /),
    ]);
    const json = (await command(['--json'], [ofQuery])).lines.map((line) => JSON.parse(line));
    expect(json).toEqual([
      ofQuery,
      { rule: 'fixed', file: template, line: expect.any(Number), message: expect.any(String) },
      { findings: 2, checked: expect.objectContaining({ files: expect.any(Number) }) },
    ]);
    writeFileSync(path, text);
  });

  it('refuses an option that there is not', async () => {
    const { found, progress } = await command(['--jsn']);
    expect(found).toMatch(/CommanderError/);
    expect(progress).toContain("unknown option '--jsn'");
  });
});
