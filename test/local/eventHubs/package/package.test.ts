import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { optionRules } from '../../../../local/eventHubs/options/optionRules.ts';
import { resolveOptions } from '../../../../local/eventHubs/resolveOptions.ts';
import { Command, npm } from '../../../support/command.ts';
import { isListening } from '../../../support/processes.ts';
import { filesBelow, type InstalledPackage, installPackage, repository } from './installedPackage.ts';

const own = 'node_modules/event-hubs-emulator';
const anyPorts = ['--json', '--port', '0', '--http-port', '0'];

describe('the package, installed in an empty folder', () => {
  let project: InstalledPackage;

  beforeAll(async () => {
    project = await installPackage();
  }, 180_000);
  afterAll(() => project?.remove());

  const node = (...args: readonly string[]) => new Command(process.execPath, args, project.folder);

  it('holds the emulator, its public types and texts, and nothing else', () => {
    const sources = filesBelow(join(repository, 'local', 'eventHubs'));
    const compiled = sources.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, '.js'));
    const page = sources.filter((file) => /^http\/page\/.*\.(html|css|mjs)$/.test(file));
    const types = ['index.d.ts', 'options.d.ts', 'startEventHubs.d.ts'];
    const lib = [...compiled, ...page, ...types].map((file) => `lib/${file}`);
    expect([...project.files(own)].sort()).toEqual(['LICENSE', 'README.md', 'package.json', ...lib].sort());
  });

  it('is smaller than 1 MB, and brings rhea, commander and what those need', () => {
    expect(project.packed.bytes).toBeLessThan(1_000_000);
    const manifests = project.files('node_modules').filter((file) => /^[^/]+\/package\.json$/.test(file));
    const names = manifests.map((file) => file.split('/')[0]);
    expect(names.sort()).toEqual(['commander', 'debug', 'event-hubs-emulator', 'ms', 'rhea']);
  });

  it('imports nothing that it does not declare', () => {
    const scripts = project.files(own).filter((file) => file.endsWith('.js'));
    const imported = scripts.flatMap((file) =>
      [...readFileSync(join(project.folder, own, file), 'utf8').matchAll(/require\("([^"]+)"\)/g)].map(
        ([, name]) => name,
      ),
    );
    const foreign = imported.filter((name) => !/^(\.\.?\/|node:)/.test(name ?? ''));
    const { version, license, engines, dependencies } = manifestOf(join(project.folder, own));
    expect([...new Set(foreign)].sort()).toEqual(
      Object.keys(dependencies)
        .filter((name) => foreign.includes(name))
        .sort(),
    );
    expect(Object.keys(dependencies)).toEqual(['commander', 'rhea']);
    expect(manifestOf(repository)).toMatchObject({ version, license, engines });
  });

  it('explains every option in its README, and shows a config.json that works', () => {
    const readme = readFileSync(join(project.folder, own, 'README.md'), 'utf8');
    const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const missing = Object.keys(optionRules).filter(
      (name) => !new RegExp(`\`(--${kebab(name)}|${name})\\b`).test(readme),
    );
    expect(missing).toEqual([]);
    const config = join(project.folder, 'config.json');
    writeFileSync(config, /^```json\n(.*?)```$/ms.exec(readme.slice(readme.indexOf('**config.json**')))?.[1] ?? '');
    expect(resolveOptions({ config }).hubs).toEqual([{ name: 'eh1', partitionCount: 2, consumerGroups: ['cg1'] }]);
  });

  it('starts by its command, where the program of its README sends and reads, and ends at Ctrl-C', async () => {
    project.link('@azure/event-hubs');
    const emulator = new Command(join('node_modules', '.bin', 'event-hubs-emulator'), anyPorts, project.folder);
    await emulator.says(/\}\n/);
    const { connectionString } = JSON.parse(emulator.stdout);
    const program = new Command(process.execPath, [project.writeTried('hello.mjs')], project.folder, {
      EVENT_HUBS: connectionString,
    });
    expect(`${await program.exit}: ${program.text}`).toBe('0: Read "Hello", sequence number 0.\n');
    emulator.signal('SIGINT');
    expect(await emulator.exit).toBe(0);
  }, 60_000);

  it('ends when the npx that started it is gone, which passes SIGTERM on to nobody (measured, not documented)', async () => {
    const npx = npm(['exec', '--no', '--', 'event-hubs-emulator', ...anyPorts, '--no-data'], project.folder);
    await npx.says(/\}\n/);
    const { amqpPort } = JSON.parse(npx.stdout);
    npx.signal('SIGTERM', 'process');
    // Its output closes once the last process below it has ended.
    await npx.exit;
    expect(await isListening(amqpPort)).toBe(false);
  }, 60_000);

  it('starts and closes by import, as its README says, and leaves nothing that would keep the process', async () => {
    expect(await node(project.writeTried('fromCode.mjs')).exit).toBe(0);
  });

  it('starts by require in a test of Jest, as its README says', async () => {
    project.link('jest');
    project.writeTried('orders.test.js');
    const jest = node(join('node_modules', 'jest', 'bin', 'jest.js'), '--rootDir', project.folder);
    expect(`${await jest.exit}: ${jest.text}`).toMatch(/^0: .*1 passed/s);
  }, 60_000);

  it('has types that strict programs compile against, without any other package', async () => {
    const file = join(project.folder, 'typed.mts');
    writeFileSync(file, typedProgram);
    const compiler = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = '--noEmit --strict --exactOptionalPropertyTypes --module nodenext --target es2022 --types'.split(
      ' ',
    );
    const tsc = node(compiler, ...options, '', file);
    expect(`${await tsc.exit}${tsc.text}`).toBe('0');
  });
});

const typedProgram = `
import { EventHubsOptionsError, startEventHubs, type EventHubsOptions, type RunningEventHubs } from 'event-hubs-emulator';
const options: EventHubsOptions = { port: 0, hub: ['a:1', { name: 'b', partitionCount: 2 }], clock: () => 0 };
const running: RunningEventHubs = await startEventHubs(options);
const port: number = running.amqpPort;
const secure: number | undefined = running.tlsPort;
// @ts-expect-error Its name is hub.
await startEventHubs({ hubs: [] });
// @ts-expect-error It may be missing.
const http: number = running.httpPort;
export { EventHubsOptionsError, http, port, secure };
await running.close();
`;

function manifestOf(folder: string): Record<'version' | 'license' | 'engines', unknown> & { dependencies: object } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
