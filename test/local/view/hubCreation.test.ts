import { describe, expect, it } from '@jest/globals';
import { hubCreation } from '../../../local/view/hubCreation.ts';

/** A hub that tells these creation times, one per question. */
function asking(...times: readonly number[]) {
  const state = { now: 0, asked: 0 };
  const said: string[] = [];
  const getEventHubProperties = async () => {
    const createdOn = new Date(times[state.asked++] ?? Number.NaN);
    return { name: 'tweets', createdOn, partitionIds: ['0'], isGeoDrEnabled: false };
  };
  const say = (message: string): void => void said.push(message);
  const { signal } = new AbortController();
  const parts = { client: { getEventHubProperties }, known: times[0] ?? Number.NaN, say, signal };
  return { creation: hubCreation({ ...parts, clock: () => state.now }), state, said };
}

describe('hubCreation', () => {
  it('asks once a second, for all who want to know', async () => {
    const { creation, state } = asking(5, 5);
    await Promise.all([creation.current(), creation.current()]);
    state.now = 999;
    expect(await creation.current()).toBe(5);
    expect(state.asked).toBe(1);
    state.now = 1_000;
    await creation.current();
    expect(state.asked).toBe(2);
  });

  it('asks again at once after a failure', async () => {
    const { creation, state } = asking(5, 6);
    await creation.current();
    creation.forget();
    expect(await creation.current()).toBe(6);
    expect(state.asked).toBe(2);
  });

  it('says in one line that a hub began anew, once for each', async () => {
    const { creation, said } = asking(5, 6, 6, 7);
    for (const _ of [1, 2, 3, 4]) {
      await creation.current();
      creation.forget();
    }
    expect(said).toEqual(Array(2).fill('The hub began anew; reading it from its first event.'));
  });

  it('takes a hub that tells no creation time for the same', async () => {
    const { creation, said } = asking();
    await creation.current();
    expect(said).toEqual([]);
  });
});
