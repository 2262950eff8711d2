import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../../../local/eventHubs/command/parseCommand.ts';

/** What the arguments ask for, or what the command says of them, with what it printed. */
function parsed(...args: readonly string[]) {
  const output = new PassThrough({ encoding: 'utf8' });
  const progress = new PassThrough({ encoding: 'utf8' });
  const printed = () => ({ output: output.read() ?? '', progress: progress.read() ?? '' });
  try {
    return { ...parseCommand(args, { name: 'emulator', version: '1.2.3' }, { output, progress }), ...printed() };
  } catch (error) {
    return { error, ...printed() };
  }
}

describe('the command line', () => {
  it('has the ports of the official emulator and keeps events on disk, unless told otherwise', () => {
    expect(parsed()).toMatchObject({
      json: false,
      eventHubs: {
        port: 5672,
        httpPort: 5300,
        data: '.local/event-hubs',
        maxMessageSize: 1_048_576,
        retentionHours: 24,
      },
    });
    expect(parsed()).not.toHaveProperty('eventHubs.tlsPort');
    expect(parsed()).not.toHaveProperty('eventHubs.retentionMib');
  });

  it('passes on every option, as a name in camelCase', () => {
    const { eventHubs, json } = expectParsed(
      ...['--port', '0', '--http-port', '0', '--tls-port', '5671', '--cert', 'c.pem', '--key', 'k.pem'],
      ...['--host', '0.0.0.0', '--data', 'd', '--config', 'config.json', '--hub', 'a:1', '--hub', 'b:2:g'],
      ...['--policy', 'p=k==:Send', '--policy', 'q=k:Listen', '--accept-any-jwt', '--max-message-size', '262144'],
      ...['--retention-hours', '0.5', '--retention-mib', '16', '--sync', '--json'],
    );
    expect(json).toBe(true);
    expect(eventHubs).toEqual({
      ...{ port: 0, httpPort: 0, tlsPort: 5671, cert: 'c.pem', key: 'k.pem', host: '0.0.0.0', data: 'd' },
      ...{ config: 'config.json', hub: ['a:1', 'b:2:g'], policy: ['p=k==:Send', 'q=k:Listen'], acceptAnyJwt: true },
      ...{ maxMessageSize: 262_144, retentionHours: 0.5, retentionMib: 16, sync: true },
    });
  });

  it('keeps events in memory with --no-data', () => {
    expect(parsed('--no-data')).not.toHaveProperty('eventHubs.data');
  });

  it('takes paths from the folder it was called in, but not its default, and leaves an empty one to be refused', () => {
    const folder = resolve('/called/here');
    const eventHubsOf = (...args: readonly string[]) => {
      const streams = { output: new PassThrough(), progress: new PassThrough() };
      return parseCommand(args, { name: 'emulator', folder }, streams).eventHubs;
    };
    const given = eventHubsOf('--data', 'd', '--config', '../c.json', '--cert', 'c.pem', '--key', resolve('/k.pem'));
    expect(given).toMatchObject({
      data: resolve('/called/here/d'),
      config: resolve('/called/c.json'),
      cert: resolve('/called/here/c.pem'),
      key: resolve('/k.pem'),
    });
    expect(eventHubsOf().data).toBe('.local/event-hubs');
    expect(eventHubsOf('--data', '').data).toBe('');
  });

  it.each([
    [['--port', '65536'], 'It must be a whole number from 0 to 65535.'],
    [['--port', '0x10'], 'It must be a whole number from 0 to 65535.'],
    [['--max-message-size', '1e6'], 'It must be a whole number from 1024 to 20971520.'],
    [['--retention-hours', ''], 'It must be a number from 0.00001 to 2160.'],
    [['--retention-mib', '-1'], 'It must be a number from 0.0625 to 1048576.'],
    [['--prot', '1'], 'Did you mean --port?'],
    [['eh1:2'], 'too many arguments'],
  ])('refuses %j, and says so beside the standard output', (args, message) => {
    const { output, progress, ...rest } = parsed(...args);
    expect(rest).toMatchObject({ error: { exitCode: 1 } });
    expect(progress).toContain(message);
    expect(output).toBe('');
  });

  it('explains every option with its default in --help', () => {
    const { output, ...rest } = parsed('--help');
    expect(rest).toMatchObject({ error: { exitCode: 0 }, progress: '' });
    const help = String(output).replaceAll(/\s+/g, ' ');
    const names = 'port http-port tls-port cert key host data config hub policy accept-any-jwt max-message-size';
    for (const name of `${names} retention-hours retention-mib sync json`.split(' '))
      expect(help).toMatch(new RegExp(` --${name} (<\\S+> )?[a-zA-Z]`));
    const defaults = ['5672', '5300', 'none', 'a self-signed one', '127.0.0.1 and ::1', '".local/event-hubs"', '24'];
    const others = [
      'that of the self-signed one',
      'without --config eh1:2:cg1',
      'once they are written',
      'plain lines',
    ];
    for (const value of [...defaults, ...others, 'the well-known key', 'none is taken', '1048576', '256, in memory 64'])
      expect(help).toContain(`(default: ${value})`);
  });

  it('prints its version', () => {
    expect(parsed('--version')).toMatchObject({ error: { exitCode: 0 }, output: '1.2.3\n' });
  });
});

function expectParsed(...args: readonly string[]) {
  const result = parsed(...args);
  if ('error' in result) throw result.error;
  return result;
}
