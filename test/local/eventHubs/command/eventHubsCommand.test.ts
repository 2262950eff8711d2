import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventHubsCommand } from '../../../../local/eventHubs/command/eventHubsCommand.ts';
import { isListening } from '../../../support/processes.ts';
import { until } from '../support/hubsUnderTest.ts';

const anyPorts = ['--port', '0', '--http-port', '0', '--no-data'];

/** A command that runs until it is told to end. */
class Running {
  readonly exit: Promise<number>;
  /** How it ended the process. */
  readonly exited: number[] = [];
  readonly end: () => Promise<number>;
  stdout = '';
  stderr = '';

  constructor(...args: readonly string[]) {
    const output = new PassThrough({ encoding: 'utf8' }).on('data', (text) => {
      this.stdout += text;
    });
    const progress = new PassThrough({ encoding: 'utf8' }).on('data', (text) => {
      this.stderr += text;
    });
    let ask = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const exit = (code: number) => void this.exited.push(code);
    this.exit = eventHubsCommand(args, { name: 'emulator' }, { output, progress, asked, exit });
    this.end = () => {
      ask();
      return this.exit;
    };
  }

  async ready(): Promise<void> {
    await until(() => this.stdout.endsWith('\n'));
  }
}

describe('the command', () => {
  const commands: Running[] = [];
  const start = (...args: readonly string[]): Running => {
    const command = new Running(...args);
    commands.push(command);
    return command;
  };
  afterEach(async () => {
    for (const command of commands.splice(0)) await command.end();
  });

  it('prints with --json one object on one line, and nothing else on standard output', async () => {
    const command = start(...anyPorts, '--json', '--hub', 'tweets:4');
    await command.ready();
    expect(await command.end()).toBe(0);
    const [line = '', ...rest] = command.stdout.split('\n');
    expect(rest).toEqual(['']);
    const { amqpPort, ...others } = JSON.parse(line);
    expect(others).toEqual({
      tlsPort: null,
      httpPort: expect.any(Number),
      connectionString: `Endpoint=sb://localhost:${amqpPort};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`,
    });
  });

  it('begins with one line once clients can connect, and frees its ports at the end', async () => {
    const command = start(...anyPorts, '--hub', 'tweets:4', '--hub', 'one:1');
    await command.ready();
    const port = Number(/^Event Hubs ready on port (\d+) \(127\.0\.0\.1/.exec(command.stdout)?.[1]);
    expect(command.stdout).toContain('\nHubs: tweets (4 partitions), one (1 partition).\n');
    expect(command.stdout).toContain('\nEvents are kept in memory, until this command ends.\n');
    expect(command.stdout).toContain(`\nConnection string: Endpoint=sb://localhost:${port};`);
    expect(await isListening(port)).toBe(true);
    expect(await command.end()).toBe(0);
    expect(await isListening(port)).toBe(false);
  });

  it('exits at once when it is asked to end while it starts', async () => {
    const command = start(...anyPorts, '--hub', 'tweets:4');
    const ended = command.end();
    await Promise.resolve();
    expect(command.exited).toEqual([0]);
    expect(command.stdout).toBe('');
    await ended;
  });

  it('does not exit by force when it is asked to end later', async () => {
    const command = start(...anyPorts);
    await command.ready();
    expect(await command.end()).toBe(0);
    expect(command.exited).toEqual([]);
  });

  it('prints no key but the well-known one', async () => {
    const command = start(...anyPorts, '--policy', 'writer=c2VjcmV0:Send');
    await command.ready();
    expect(command.stdout).toContain('SharedAccessKeyName=writer;SharedAccessKey=<key of writer>;');
    expect(command.stdout + command.stderr).not.toContain('c2VjcmV0');
  });

  it.each([
    [['--hub', 'tweets:0'], 'Hub "tweets" has 0 partitions.'],
    [['--config', 'none.json'], 'Option config names "none.json", which cannot be read (ENOENT).'],
    [['--policy', 'name=c2VjcmV0'], 'Policy 1 is not of the form name=key:claims.'],
    [['--sync'], 'Option sync is given without data.'],
    [['--no-such'], "error: unknown option '--no-such'"],
  ])('ends with exit code 1 and words on standard error for %j', async (args, message) => {
    const command = start(...anyPorts, ...args);
    expect(await command.exit).toBe(1);
    expect(command.stderr).toContain(message);
    expect(command.stderr).not.toContain('c2VjcmV0');
    expect(command.stdout).toBe('');
  });

  it('names a port that is taken, and the way out', async () => {
    const first = start(...anyPorts, '--json');
    await first.ready();
    const { amqpPort, httpPort } = JSON.parse(first.stdout);
    const second = start('--port', String(amqpPort), '--http-port', '0', '--no-data');
    expect(await second.exit).toBe(1);
    expect(second.stderr).toMatch(new RegExp(`Port ${amqpPort} .*0 takes any`));
    const third = start('--port', '0', '--http-port', String(httpPort), '--no-data');
    expect(await third.exit).toBe(1);
    expect(third.stderr).toMatch(new RegExp(`Port ${httpPort} .*0 takes any`));
  });
});
