import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from './support/temporaryFolder.ts';

const root = join(__dirname, '..');
const { services, hooks, infra } = parse(readFileSync(join(root, 'azure.yaml'), 'utf8'));

describe('azure.yaml', () => {
  it('deploys the package as it stands, without a build elsewhere', () => {
    expect(services).toEqual({
      pipeline: { project: './dist/app', language: 'js', host: 'function', remoteBuild: false },
    });
    const modules = join(root, 'infra', 'modules');
    const texts = readdirSync(modules).map((file) => readFileSync(join(modules, file), 'utf8'));
    expect(texts.filter((text) => text.includes("'azd-service-name': 'pipeline'"))).toHaveLength(1);
  });

  it('provisions infra/main.bicep, with parameters beside it', () => {
    expect(infra).toEqual({ provider: 'bicep', path: 'infra', module: 'main' });
    for (const file of ['main.bicep', 'main.parameters.json']) expect(existsSync(join(root, 'infra', file))).toBe(true);
  });

  it('has hooks that exist, of events that azd has', () => {
    expect(Object.keys(hooks)).toEqual(['preprovision', 'prepackage', 'predeploy', 'postdeploy']);
    for (const { run } of Object.values<{ run: string }>(hooks)) expect(existsSync(join(root, run))).toBe(true);
  });
});

describe('the hooks of azd', () => {
  const folder = temporaryFolder();

  /** A repository in which the launcher only tells how it was called. */
  beforeAll(() => {
    mkdirSync(join(folder.path, 'tools', 'hooks'), { recursive: true });
    cpSync(join(root, 'build/test/dist/tools/hooks'), join(folder.path, 'tools', 'hooks'), { recursive: true });
    const launcher =
      'console.log(JSON.stringify([process.cwd(), ...process.argv.slice(2)])); process.exitCode = Number(process.env.ENDS);';
    writeFileSync(join(folder.path, 'tools', 'run.mjs'), launcher);
  });

  afterAll(() => folder.remove());

  it.each([
    ['preprovision', '', ['azd/beforeProvision']],
    ['prepackage', '', ['build-package']],
    ['postdeploy', '', ['deploy', 'func-river', '--proof-only']],
    ['postdeploy', 'true', ['deploy', 'func-river', '--proof-only', '--proof', 'log']],
  ])('%s (CI: "%s") runs its command in the repository, and ends as it does', (hook, ci, args) => {
    const file = join(folder.path, 'tools', 'hooks', `${hook}.js`);
    const env = { ...process.env, AZURE_FUNCTION_APP_NAME: 'func-river', ENDS: '3', CI: ci, TF_BUILD: undefined };
    const { stdout, status } = spawnSync(process.execPath, [file], {
      encoding: 'utf8',
      cwd: join(folder.path, 'tools', 'hooks'),
      env,
    });
    expect(JSON.parse(stdout)).toEqual([folder.path, ...args]);
    expect(status).toBe(3);
  });

  it('name commands that the launcher finds', () => {
    for (const command of ['azd/beforeProvision', 'build-package', 'deploy']) {
      expect(existsSync(join(root, 'tools', `${command}.ts`))).toBe(true);
    }
  });
});
