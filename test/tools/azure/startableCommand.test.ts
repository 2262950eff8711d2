import { describe, expect, it } from '@jest/globals';
import { startableCommand } from '../../../tools/azure/startableCommand.ts';

const az = 'C:\\Program Files\\Azure CLI (x86)\\wbin\\az.cmd';
const environment = { ComSpec: 'C:\\Windows\\System32\\cmd.exe' };

describe('startableCommand', () => {
  it('starts an executable as it is', () => {
    const args = ['a"b', '%PATH%'];
    expect(startableCommand('/usr/bin/az', args, {}, 'linux')).toEqual({ file: '/usr/bin/az', args, verbatim: false });
    expect(startableCommand('C:\\func.exe', args, {}, 'win32').verbatim).toBe(false);
  });

  it('starts a batch file through cmd.exe, with every argument in quotes', () => {
    const args = ['rest', '--url', 'https://a/b?c=d&e=(f)|^!<g>', 'C:\\a folder\\'];
    expect(startableCommand(az, args, environment, 'win32')).toEqual({
      file: 'C:\\Windows\\System32\\cmd.exe',
      args: [
        ...['/d', '/e:on', '/v:off', '/s', '/c'],
        `""${az}" "rest" "--url" "https://a/b?c=d&e=(f)|^!<g>" "C:\\a folder\\\\""`,
      ],
      verbatim: true,
    });
  });

  it.each(['say "x"', '%PATH%', 'a\nb', 'a\rb', 'a\0b'])(
    'refuses %j, which a batch file would not get as it is',
    (text) => {
      expect(() => startableCommand(az, [text], environment, 'win32')).toThrow(/cannot be handed safely/);
    },
  );
});
