import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseEnqueuedTime, parseOffset, parseSequenceNumber } from '../../src/pipeline/triggerMetadata.ts';

describe('a sequence number', () => {
  it.each([
    ['a number', 4107, 4107],
    ['64 bits of a small number', { low: 7, high: 0, unsigned: false }, 7],
    ['64 bits whose lower half is negative', { low: -1, high: 0, unsigned: false }, 4_294_967_295],
    ['64 bits above 32', { low: 5, high: 2, unsigned: false }, 8_589_934_597],
  ])('is read from %s', (_what, value, expected) => {
    expect(parseSequenceNumber(value)).toBe(expected);
  });

  it.each([undefined, null, '7', -1, 1.5, 2 ** 53, { low: 0, high: 2 ** 30 }, { low: '1', high: 0 }, {}])(
    'is not %p',
    (value) => {
      expect(parseSequenceNumber(value)).toBeUndefined();
    },
  );
});

describe('an offset', () => {
  it('is text, whether the host has parsed it or not', () => {
    expect([parseOffset('100'), parseOffset(100), parseOffset('1:2-geo')]).toEqual(['100', '100', '1:2-geo']);
  });

  it.each([undefined, null, {}, []])('is not %p', (value) => {
    expect(parseOffset(value)).toBeUndefined();
  });
});

describe('an enqueued time', () => {
  // A zone is fixed when a process starts, so the built file runs in processes of their own.
  const built = join(process.cwd(), 'build', 'test', 'dist', 'src', 'pipeline', 'triggerMetadata.js');
  const script = 'console.log(require(process.argv[1]).parseEnqueuedTime("2026-11-20T22:15:00.25").toISOString())';

  it.each(['UTC', 'Asia/Kolkata', 'America/New_York'])('without a zone is UTC, also on a machine in %s', (TZ) => {
    const output = execFileSync(process.execPath, ['-e', script, built], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(output.trim()).toBe('2026-11-20T22:15:00.250Z');
  });

  it.each([
    ['2026-11-20T22:15:00', '2026-11-20T22:15:00.000Z'],
    ['2026-11-20T22:15:00.2509999Z', '2026-11-20T22:15:00.250Z'],
    ['2026-11-20T22:15:00.250+05:30', '2026-11-20T16:45:00.250Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseEnqueuedTime(text)?.toISOString()).toBe(expected);
  });

  it.each([undefined, 0, '', 'yesterday', '2026-11-20', '2026-13-20T22:15:00', '0001-01-01T00:00:00'])(
    'is not %p',
    (value) => {
      expect(parseEnqueuedTime(value)).toBeUndefined();
    },
  );
});
