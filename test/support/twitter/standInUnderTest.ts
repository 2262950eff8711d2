import {
  type Post,
  startTwitterStandIn,
  type TimedPost,
  type TwitterStandIn,
  type TwitterStandInOptions,
} from '../../../local/twitter/index.ts';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';

/** Noon, far from both midnights. */
export const noon = Date.UTC(2026, 10, 20, 12);
export const second = 1_000;
export const minute = 60_000;
export const day = 86_400_000;

const open: TwitterStandIn[] = [];

/** A stand-in with a clock that the test sets. Close all with `closeStandIns`. */
export async function standInUnderTest(options: TwitterStandInOptions = {}) {
  const clock = { nowMs: noon };
  const standIn = await startTwitterStandIn({ clock: () => clock.nowMs, ...options });
  open.push(standIn);
  return { ...standIn, clock };
}

export async function closeStandIns(): Promise<void> {
  await Promise.all(open.splice(0).map((standIn) => standIn.close()));
}

/** A post that matches the usual query, shown from its making on. */
export function timedPost(changes: Partial<Post> = {}, shown: Partial<TimedPost> = {}): TimedPost {
  const post = { id: idAt(noon - minute).toString(), text: 'Azure is okay. #Azure', lang: 'en', ...changes };
  return { post, shownFromMs: 0, ...shown };
}

/** So many posts, a second apart, the newest a minute before noon. */
export function timedPosts(count: number): TimedPost[] {
  return Array.from({ length: count }, (_, index) =>
    timedPost({ id: idAt(noon - minute - index * second).toString() }),
  );
}
