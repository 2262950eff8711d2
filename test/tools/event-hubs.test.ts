import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Command } from '../support/command.ts';
import { isListening } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const built = join(__dirname, '..', '..', 'build', 'test', 'dist', 'tools', 'event-hubs.js');

describe('npm run event-hubs', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let command: Command | undefined;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    if (command?.child.exitCode === null) command.child.kill('SIGKILL');
    await command?.exit;
    folder.remove();
  });

  const start = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Command => {
    const program = `require(${JSON.stringify(built)}).run(process.argv.slice(1))`;
    command = new Command(process.execPath, ['-e', program, '--', ...args], folder.path, environment);
    return command;
  };

  it('serves AMQP, TLS and HTTP, keeps its data in .local/event-hubs, and ends at SIGTERM with exit code 0', async () => {
    const running = start(['--json', '--port', '0', '--http-port', '0', '--tls-port', '0']);
    await running.says(/\}\n/);
    const { amqpPort, tlsPort, httpPort } = JSON.parse(running.stdout);
    expect(await Promise.all([amqpPort, tlsPort, httpPort].map(isListening))).toEqual([true, true, true]);
    const health = await fetch(`http://127.0.0.1:${httpPort}/health`);
    expect(await health.json()).toEqual({ status: 'healthy', message: 'Service is healthy.' });
    running.signal('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(running.stdout.split('\n')).toEqual([expect.any(String), '']);
    expect(readdirSync(join(folder.path, '.local', 'event-hubs'))).toContain('hubs');
  });

  it('takes paths from the folder that npm was called in, and its default from the repository', async () => {
    const args = ['--json', '--port', '0', '--http-port', '0'];
    const called = join(folder.path, 'called');
    mkdirSync(called);
    const given = start([...args, '--data', 'events'], { INIT_CWD: called });
    await given.says(/\}\n/);
    given.signal('SIGTERM');
    await given.exit;
    expect(readdirSync(called)).toEqual(['events']);
    const usual = start(args, { INIT_CWD: called });
    await usual.says(/\}\n/);
    usual.signal('SIGTERM');
    await usual.exit;
    expect(readdirSync(join(folder.path, '.local'))).toEqual(['event-hubs']);
  });

  it('ends with exit code 1 and the way out when it is given what cannot be served', async () => {
    const running = start(['--hub', 'tweets']);
    expect(await running.exit).toBe(1);
    expect(running.text).toMatch(/^Hub "tweets" is not of the form name:partitions\[:group,…\]\. Write it as in/);
    expect(running.stdout).toBe('');
  });
});
