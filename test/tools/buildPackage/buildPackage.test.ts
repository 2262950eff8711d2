import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildPackage } from '../../../tools/buildPackage/buildPackage.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const root = join(__dirname, '..', '..', '..');
const built = join(root, 'build', 'test', 'dist');

/** Every dependency that goes up. One that comes or goes is to be seen here. */
const dependencies = `
  @azure/abort-controller @azure/core-amqp @azure/core-auth @azure/core-client @azure/core-http-compat @azure/core-lro
  @azure/core-paging @azure/core-rest-pipeline @azure/core-tracing @azure/core-util @azure/core-xml @azure/data-tables
  @azure/event-hubs @azure/functions @azure/functions-extensions-base @azure/identity @azure/logger @azure/msal-browser
  @azure/msal-common @azure/msal-node @azure/msal-node/node_modules/@azure/msal-common @azure/storage-blob
  @azure/storage-common @nodable/entities @typespec/ts-http-runtime agent-base anynum async-function
  async-generator-function available-typed-arrays base64-js buffer buffer-equal-constant-time bundle-name call-bind
  call-bind-apply-helpers call-bound cookie debug default-browser default-browser-id define-data-property
  define-lazy-prop dunder-proto ecdsa-sig-formatter es-define-property es-errors es-object-atoms events fast-xml-builder
  fast-xml-parser for-each function-bind generator-function get-intrinsic get-proto gopd has-property-descriptors
  has-symbols has-tostringtag hasown http-proxy-agent https-proxy-agent ieee754 inherits is-arguments is-buffer
  is-callable is-docker is-generator-function is-inside-container is-regex is-typed-array is-unsafe is-wsl jsonwebtoken
  jsonwebtoken/node_modules/semver jwa jws lodash.includes lodash.isboolean lodash.isinteger lodash.isnumber
  lodash.isplainobject lodash.isstring lodash.once math-intrinsics ms open path-expression-matcher
  possible-typed-array-names process rhea rhea-promise run-applescript safe-buffer safe-regex-test set-function-length
  strnum tslib twitter-api-v2 util which-typed-array wsl-utils xml-naming
`
  .trim()
  .split(/\s+/);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));

interface Manifest {
  readonly main: string;
  readonly version: string;
  readonly dependencies: Record<string, string>;
  /** Of a lock file. */
  readonly packages: Record<string, { readonly version: string }>;
}

const json = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8'));

describe('the package', () => {
  const folder = temporaryFolder();
  const to = join(folder.path, 'app');
  let made: ReturnType<typeof buildPackage>;
  let files: string[];

  beforeAll(() => {
    made = buildPackage({ root, built, to });
    files = filesIn(to);
  }, 60_000);

  afterAll(() => folder.remove());

  it('holds these files at its top, and no settings', () => {
    const entries = ['dist', 'host.json', 'node_modules', 'package-lock.json', 'package.json'];
    expect(readdirSync(to).sort()).toEqual(entries);
  });

  it('holds the code of src and the names of resources, and no other code of ours', () => {
    const sources = filesIn(join(root, 'src')).map((file) => `dist/src/${file.replace(/\.ts$/, '.js')}`);
    const ours = files.filter((file) => file.startsWith('dist/'));
    expect(ours.sort()).toEqual([...sources, 'dist/resources.json'].sort());
  });

  it('holds these dependencies, at the versions of the lock file', () => {
    const manifests = files.filter((file) =>
      /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(file),
    );
    const paths = manifests.map((file) => file.slice(0, -'/package.json'.length));
    expect(paths.map((path) => path.slice('node_modules/'.length)).sort()).toEqual([...dependencies].sort());
    const { packages } = json(join(root, 'package-lock.json'));
    const versions = paths.map((path) => [path, json(join(to, path, 'package.json')).version]);
    expect(Object.fromEntries(versions)).toEqual(
      Object.fromEntries(paths.map((path) => [path, packages[path]?.version])),
    );
    expect(made.dependencies).toBe(dependencies.length);
  });

  it('holds only kinds of files that Node loads, and licences', () => {
    const others = files.filter((file) => !/\.([cm]?js|json)$/.test(file)).map((file) => basename(file));
    const known =
      /^(licen[cs]e|copyrightnotice|notice|thirdparty)|^(tslib(\.es6)?\.html|Makefile|CODEOWNERS|.*\.bnf|opslevel\.yml|xdg-open)$/i;
    expect(others.filter((name) => !known.test(name))).toEqual([]);
    expect(files.filter((file) => /(^|\/)(local\.settings\.json|\.local|\.env)(\/|$)/.test(file))).toEqual([]);
  });

  it('keeps the licence of every dependency that has one', () => {
    const licences = (of: string): string[] =>
      filesIn(of).filter((file) => /^(licen[cs]e|copying)\b[^/]*$/i.test(file));
    for (const name of dependencies) {
      const path = join('node_modules', name);
      expect([name, licences(join(to, path))]).toEqual([name, licences(join(root, path))]);
    }
  });

  it('weighs at most 25 MiB', () => {
    expect(made.bytes).toBe(files.reduce((sum, file) => sum + statSync(join(to, file)).size, 0));
    expect(made.bytes).toBeLessThanOrEqual(25 * 1024 * 1024);
  });

  it('has a package.json with main and exact dependencies, without scripts', () => {
    const { main, dependencies: exact } = json(join(root, 'package.json'));
    const manifest = json(join(to, 'package.json'));
    expect(manifest).toMatchObject({ main, dependencies: exact });
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('type');
  });

  it("has a lock file that azd takes for installed, since npm's own copy of it is no older", () => {
    const { packages } = json(join(to, 'package-lock.json'));
    expect(Object.keys(packages).sort()).toEqual(['', ...dependencies.map((name) => `node_modules/${name}`)].sort());
    const [lock, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
      statSync(join(to, file)),
    );
    expect(installed?.mtimeMs).toBeGreaterThanOrEqual(lock?.mtimeMs ?? Number.NaN);
  });

  it('can load each dependency of src when it is needed, by require and by import', () => {
    const names = Object.keys(json(join(to, 'package.json')).dependencies).filter(
      (name) => name !== '@azure/functions',
    );
    const script = `(async () => {
      for (const name of ${JSON.stringify(names)}) { require(name); await import(name); }
      const { ManagedIdentityCredential, DefaultAzureCredential } = await import('@azure/identity');
      new ManagedIdentityCredential({ clientId: 'c' }); new DefaultAzureCredential();
    })().catch((error) => { console.error(error); process.exit(1); });`;
    execFileSync(process.execPath, ['-e', script], { cwd: to, stdio: 'pipe' });
    expect(names).toContain('@azure/identity');
  });

  it('loads all its functions with nothing outside of it', () => {
    const host = join(built, 'local', 'functionsHost', 'main.js');
    const settings = {
      FUNCTIONS_WORKER_RUNTIME: 'node',
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      EventHubConnection:
        'Endpoint=sb://localhost;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;',
      EVENT_HUB_NAME: 'tweets',
      TweetStorage: 'UseDevelopmentStorage=true',
      PUBLISH_SCHEDULE: '0 * * * * *',
    };
    execFileSync(process.execPath, [host, '--check', '--app', to], {
      env: { ...process.env, ...settings },
      stdio: 'pipe',
    });
  });
});

describe('a package', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const path = (...names: string[]): string => join(folder.path, ...names);
  const write = (file: string, value: unknown): void => {
    mkdirSync(join(path(file), '..'), { recursive: true });
    writeFileSync(path(file), JSON.stringify(value));
  };
  const lock = (packages: Record<string, unknown>): void =>
    write('package-lock.json', { lockfileVersion: 3, packages });
  const build = () => buildPackage({ root: folder.path, built: path('dist'), to: path('app') });

  beforeAll(() => {
    folder = temporaryFolder();
    write('package.json', { name: 'a', main: 'dist/src/functions/*.js' });
    write('host.json', {});
    write('dist/resources.json', {});
    cpSync(join(root, 'resources.json'), path('dist', 'src', 'functions', 'a.js'));
    write('app/before.json', {});
    write('node_modules/a/package.json', { version: '1.0.0' });
  });

  afterAll(() => folder.remove());

  it.each([
    ['is not installed', { 'node_modules/b': { version: '1.0.0' } }, 'node_modules/b is not installed. Run: npm ci'],
    [
      'has another version',
      { 'node_modules/a': { version: '1.0.1' } },
      'version 1.0.0, package-lock.json has 1.0.1. Run: npm ci',
    ],
    ['is for one platform', { 'node_modules/a': { version: '1.0.0', os: ['linux'] } }, '("os" in package-lock.json)'],
    ['completes itself', { 'node_modules/a': { version: '1.0.0', hasInstallScript: true } }, '("hasInstallScript" in'],
    ['is a link', { 'node_modules/a': { resolved: 'x', link: true } }, 'no version of node_modules/a'],
  ])('says which dependency %s, and leaves the last package as it was', (_, packages, message) => {
    lock(packages);
    expect(build).toThrow(expect.objectContaining({ code: 'package', message: expect.stringContaining(message) }));
    expect(readdirSync(folder.path).filter((name) => name.startsWith('app'))).toEqual(['app']);
    expect(readdirSync(path('app'))).toEqual(['before.json']);
  });

  it('may lack what is optional, leaves development out, and replaces the last package as a whole', () => {
    lock({ 'node_modules/b': { version: '1.0.0', optional: true }, 'node_modules/a': { version: '1.0.0', dev: true } });
    expect(build()).toMatchObject({ dependencies: 0 });
    expect(readdirSync(path('app', 'node_modules'))).toEqual(['.package-lock.json']);
    expect(readdirSync(path('app'))).not.toContain('before.json');
    expect(readdirSync(folder.path).filter((name) => name.startsWith('app'))).toEqual(['app']);
  });
});
