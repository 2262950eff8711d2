import { describe, expect, it } from '@jest/globals';
import { startEventHubs } from '../../../../local/eventHubs/index.ts';
import { isLoopback } from '../../../../local/eventHubs/options/isLoopback.ts';

describe('an address of loopback', () => {
  it.each(['127.0.0.1', '127.255.0.2', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])('%s is one', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '128.0.0.1', '10.0.0.1', '::2', 'fe80::1%eth0', '::ffff:10.0.0.1'])(
    '%s is none',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});

describe('the warning that others reach the emulator', () => {
  const linesOf = async (host: string): Promise<readonly string[]> => {
    const lines: string[] = [];
    const running = await startEventHubs({ port: 0, host, log: (line) => void lines.push(line) });
    await running.close();
    return lines;
  };

  it('is there with a host that others reach', async () => {
    const warning = 'Listening on 0.0.0.0 in place of loopback: whoever reaches this address can try keys.';
    expect(await linesOf('0.0.0.0')).toEqual([warning]);
  });

  it('is not there with a host of loopback', async () => {
    expect(await linesOf('127.0.0.1')).toEqual([]);
  });
});
