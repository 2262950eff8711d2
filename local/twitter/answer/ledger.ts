/** X's prices. https://docs.x.com/x-api/getting-started/pricing */
export const dollarsPerPost = 0.005;
export const dollarsPerUser = 0.01;

/** What a UTC day has cost. */
export interface DayCost {
  /** Posts and authors, each counted once: X charges for one only once a day. */
  readonly posts: number;
  readonly users: number;
  readonly dollars: number;
  /** Posts as often as they were sent. */
  readonly postsSent: number;
}

interface Day {
  readonly posts: Set<string>;
  readonly users: Set<string>;
  postsSent: number;
}

/** Days whose ids are kept; of older ones only the sums. */
const daysKept = 3;

/** What each UTC day has cost, by X's clock. */
export class Ledger {
  readonly #days = new Map<string, Day>();
  readonly #closed = new Map<string, DayCost>();

  /** Notes what an answer holds; gives how many of the posts are charged for. */
  charge(posts: readonly string[], users: readonly string[], nowMs: number): number {
    const day = this.#day(dayOf(nowMs));
    const before = day.posts.size;
    for (const id of posts) day.posts.add(id);
    for (const id of users) day.users.add(id);
    day.postsSent += posts.length;
    return day.posts.size - before;
  }

  /** `day` as 2026-11-20. */
  costOf(day: string): DayCost {
    const open = this.#days.get(day);
    return open ? costOf(open) : (this.#closed.get(day) ?? { posts: 0, users: 0, dollars: 0, postsSent: 0 });
  }

  #day(name: string): Day {
    const found = this.#days.get(name);
    if (found) return found;
    const made: Day = { posts: new Set(), users: new Set(), postsSent: 0 };
    this.#days.set(name, made);
    const [oldest] = this.#days;
    if (this.#days.size > daysKept && oldest) {
      this.#closed.set(oldest[0], costOf(oldest[1]));
      this.#days.delete(oldest[0]);
    }
    return made;
  }
}

function costOf({ posts, users, postsSent }: Day): DayCost {
  const dollars = posts.size * dollarsPerPost + users.size * dollarsPerUser;
  // To the tenth of a cent: 0.1 + 0.2 is not 0.3.
  return { posts: posts.size, users: users.size, dollars: Math.round(dollars * 1000) / 1000, postsSent };
}

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
