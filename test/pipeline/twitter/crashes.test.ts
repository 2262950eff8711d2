import { describe, expect, it } from '@jest/globals';
import { noon, postsUntil, sourceUnderTest } from '../../support/twitter/sourceUnderTest.ts';

const idsOf = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id).sort();

/** A source with 250 new posts, which are three steps. */
function threeSteps() {
  const source = sourceUnderTest();
  // Older than the horizon and younger: a cursor that moved too early would pass some over.
  source.search.posts = postsUntil(noon - 5_000, 250);
  return source;
}

describe('a run that dies', () => {
  it.each([1, 2, 3])('before publishing step %i repeats nothing and loses nothing', async (step) => {
    const { search, publisher, run, tick, published } = threeSteps();
    const publish = publisher.publish.bind(publisher);
    let calls = 0;
    publisher.publish = async (events) => {
      calls += 1;
      if (calls === step) throw new Error('Died.');
      return publish(events);
    };
    await expect(run()).rejects.toThrow('Died.');
    await tick();
    await tick();
    expect(published().sort()).toEqual(idsOf(search.posts));
  });

  it.each([1, 2, 3])('after publishing step %i and before saving it repeats this step alone', async (step) => {
    const { search, states, run, tick, published } = threeSteps();
    const open = states.open.bind(states);
    let saves = 0;
    states.open = async (first) => {
      const held = await open(first);
      if (!held) return undefined;
      const save = async (text: string) => {
        saves += 1;
        if (saves === step) throw new Error('Died.');
        await held.save(text);
      };
      return { ...held, save };
    };
    await expect(run()).rejects.toThrow('Died.');
    await tick();
    const repeated = published().length - new Set(published()).size;
    expect(repeated).toBe(step === 3 ? 50 : 100);
    expect([...new Set(published())].sort()).toEqual(idsOf(search.posts));
  });

  it('while it publishes has saved for how long X is not to be asked', async () => {
    const { search, publisher, run, state } = threeSteps();
    search.facts = { rateLimit: { remaining: 0, resetMs: noon + 600_000 } };
    const publish = publisher.publish.bind(publisher);
    const saved: unknown[] = [];
    publisher.publish = async (events) => {
      saved.push(state().pause?.reason);
      return publish(events);
    };
    await run();
    expect(saved).toContain('rate-limit');
    expect(saved).not.toContain(undefined);
  });

  it('without a word holds the state for a minute; until then nobody reads', async () => {
    const { search, states, tick, run } = threeSteps();
    await states.open(() => '');
    states.text = undefined;
    const log = await run();
    expect(log.lines[0]).toContain('Asked X for nothing: another run is at work, or one broke off');
    expect(log.lines[1]).toMatch(/^Published 0 tweets/);
    expect(search.requests).toEqual([]);
    await tick();
    expect(search.requests.length).toBeGreaterThan(0);
  });
});

it('a run that cannot publish lets go of the state, so that the next one need not wait', async () => {
  const { search, publisher, run, tick, published } = threeSteps();
  const publish = publisher.publish.bind(publisher);
  publisher.publish = async () => Promise.reject(new Error('The hub is down.'));
  await expect(run()).rejects.toThrow('The hub is down.');
  publisher.publish = publish;
  await run();
  expect(published()).toHaveLength(10);
  await tick();
  expect(published().sort()).toEqual(idsOf(search.posts));
});

describe('two runs at once', () => {
  it('are one: the second returns at once and reads nothing', async () => {
    const { search, run, published } = threeSteps();
    const logs = await Promise.all([run(), run()]);
    expect(logs.map(({ lines }) => lines[0]?.slice(0, 5)).sort()).toEqual(['Asked', 'Read ']);
    expect(published().sort()).toEqual(idsOf(search.posts));
    expect(search.requests).toHaveLength(3);
  });

  it('end at the first save of the one that was overtaken', async () => {
    const { states, search, run, published } = threeSteps();
    search.instead = () => {
      states.overwrite(states.text ?? '');
      return undefined;
    };
    await expect(run()).rejects.toMatchObject({ code: 'state-taken' });
    expect(published()).toHaveLength(100);
  });

  it('read nothing more in the one that hears that it has lost its hold', async () => {
    const { search, states, run } = threeSteps();
    const open = states.open.bind(states);
    states.open = async (first) => {
      const held = await open(first);
      return held && { ...held, isHeld: () => search.requests.length === 0 };
    };
    await expect(run()).rejects.toMatchObject({ code: 'state-taken' });
    expect(search.requests).toHaveLength(1);
  });

  it('publish nothing in the one whose hold has ended', async () => {
    const { search, clock, run, published } = threeSteps();
    search.instead = () => {
      clock.nowMs += 61_000;
      return undefined;
    };
    await expect(run()).rejects.toMatchObject({ code: 'state-taken' });
    expect(search.requests).toHaveLength(1);
    expect(published()).toEqual([]);
  });
});

it('a state that cannot be read stops the source before it asks, since starting over costs money', async () => {
  const { states, search, run } = threeSteps();
  states.text = '{"version":1}';
  await expect(run()).rejects.toMatchObject({ code: 'state-unreadable' });
  expect(search.requests).toEqual([]);
});
