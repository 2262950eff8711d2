import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { faultKinds } from '../../../tools/verify/faults/fault.ts';
import { parseVerify } from '../../../tools/verify/parseVerify.ts';
import { collected } from '../../local/view/collected.ts';

const root = join(__dirname, '..', '..', '..');
const streams = () => ({ output: collected().output, progress: collected().output });
const parse = (args: string) => parseVerify(args.split(' ').filter(Boolean), root, streams());

describe('the options of npm run verify', () => {
  it('are 20,000 events at 2,000 per second under all faults, when there are none', () => {
    const { seed, ...options } = parse('');
    expect(options).toEqual({
      events: 20_000,
      seconds: undefined,
      rate: 2_000,
      faults: faultKinds,
      app: root,
      patience: 240,
      json: false,
    });
    expect(seed).toBeGreaterThan(0);
    expect(parse('').seed).not.toBe(seed);
  });

  it('name kinds of faults, all of them, or none', () => {
    expect(parse('--faults none').faults).toEqual([]);
    expect(parse('--faults all').faults).toEqual(faultKinds);
    expect(parse('--faults poison,kill-hub,poison').faults).toEqual(['kill-hub', 'poison']);
  });

  it('say for how long instead of how many', () => {
    expect(parse('--seconds 30 --rate 0')).toMatchObject({ events: undefined, seconds: 30, rate: 0 });
  });

  it('name another app, by its folder', () => {
    expect(parse('--app .').app).toBe(root);
  });

  it.each([
    ['--faults poison,meteor', /There is no kind meteor\. There are kill-host, kill-hub, /],
    ['--events 0', /whole number from 1/],
    ['--events 10 --seconds 10', /cannot be used with option '--events <count>'/],
    ['--rate -1', /whole number from 0/],
    ['--seed x', /whole number from 1/],
    ['--app docs', /There is no package\.json in .*docs\./],
    ['more', /too many arguments/],
  ])('are refused where they make no sense: %s', (args, message) => {
    const progress = collected();
    expect(() =>
      parseVerify(args.split(' '), root, { output: collected().output, progress: progress.output }),
    ).toThrow();
    expect(progress.text()).toMatch(message);
  });
});
