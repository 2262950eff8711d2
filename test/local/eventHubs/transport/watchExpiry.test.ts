import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Authorization } from '../../../../local/eventHubs/meaning/authorization.ts';
import type { OpenedLink } from '../../../../local/eventHubs/transport/openedLink.ts';
import { type ExpiryWatch, watchExpiry } from '../../../../local/eventHubs/transport/watchExpiry.ts';

const hourMs = 3_600_000;
const centuryMs = 100 * 365 * 24 * hourMs;

describe('the watch over links whose right runs out', () => {
  let now: number;
  let ended: string[];
  let links: OpenedLink[];
  let authorization: Authorization;
  let watch: ExpiryWatch;
  beforeEach(() => {
    jest.useFakeTimers();
    now = 0;
    ended = [];
    links = [];
    authorization = new Authorization(() => now);
    watch = watchExpiry(
      () => links,
      authorization,
      () => now,
    );
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const grant = (path: string, expiresAt: number): void =>
    void authorization.add({ path, claims: ['Send'], expiresAt });
  const add = (path: string): void => {
    const endUnauthorized = (): void => {
      ended.push(path);
      links = links.filter((link) => link !== opened);
    };
    const opened: OpenedLink = { right: { claim: 'Send', path }, endUnauthorized, close: () => undefined };
    links.push(opened);
    watch.add(opened);
  };
  const pass = (milliseconds: number): void => {
    now += milliseconds;
    jest.advanceTimersByTime(milliseconds);
  };

  it('ends each at its own time', () => {
    grant('a', 1000);
    grant('b', 2000);
    for (const path of ['b', 'a']) add(path);
    pass(999);
    expect(ended).toEqual([]);
    pass(1);
    expect(ended).toEqual(['a']);
    pass(1000);
    expect(ended).toEqual(['a', 'b']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends at once what has no right when it comes', () => {
    add('a');
    expect(ended).toEqual(['a']);
  });

  it('finds out soon after the machine slept, of which no timer knows', () => {
    grant('a', hourMs);
    add('a');
    now = 2 * hourMs;
    jest.advanceTimersByTime(30_000);
    expect(ended).toEqual(['a']);
  });

  it('waits quietly for a time that no timer can hold', () => {
    grant('a', centuryMs);
    add('a');
    const timers = jest.spyOn(globalThis, 'setTimeout');
    pass(hourMs);
    expect(timers.mock.calls.length).toBeLessThan(hourMs / 30_000 + 2);
    expect(ended).toEqual([]);
    timers.mockRestore();
  });

  it('needs no timer where nothing runs out, or no link is open', () => {
    grant('', Number.POSITIVE_INFINITY);
    add('a');
    pass(1);
    expect(jest.getTimerCount()).toBe(0);
    links = [];
    grant('', hourMs);
    pass(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('rests when its connection has ended, whatever comes', () => {
    grant('a', 1000);
    add('a');
    pass(1);
    watch.close();
    grant('a', 500);
    add('a');
    expect(jest.getTimerCount()).toBe(0);
    pass(2000);
    expect(ended).toEqual([]);
  });
});
