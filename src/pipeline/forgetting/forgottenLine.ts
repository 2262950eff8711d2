import { counted } from '../log.ts';

/** What a run has deleted so far. */
export interface Forgotten {
  rows: number;
  letters: number;
}

/** `Forgot 120 tweets and 2 dead letters from before 2026-11-20T16:00Z.` */
export function forgottenLine({ rows, letters }: Forgotten, before: Date, isTimeUp: boolean): string {
  const what =
    letters === 0 ? counted(rows, 'tweet') : `${counted(rows, 'tweet')} and ${counted(letters, 'dead letter')}`;
  const since = before.toISOString().replace(/(:00)?\.\d+Z$/, 'Z');
  return `Forgot ${what} from before ${since}.${isTimeUp ? ' Time was up; the next run goes on.' : ''}`;
}
