import type { Reason } from '../reasons.ts';
import type { DeadLetterArchive, LetterEntry } from './deadLetterArchive.ts';
import { letterId, type PositionInHub } from './letterId.ts';
import { letterName } from './letterName.ts';

/** The hub and the consumer group whose letters are meant: ids leave them out. */
export interface LetterScope {
  readonly hub: string;
  readonly consumerGroup: string;
}

/** Letters by their ids, or all of them, or all of a reason. */
export type Selection = { readonly ids: readonly PositionInHub[] } | { readonly reason: Reason | undefined };

/** A letter that was asked for; undefined where there is none of that id. */
export interface Selected {
  readonly id: string;
  readonly entry: LetterEntry | undefined;
}

/** The letters of a selection, in portions: in the order of their names, or that of the ids given, each once. */
export async function* selectLetters(
  selection: Selection,
  { hub, consumerGroup }: LetterScope,
  letters: Pick<DeadLetterArchive, 'list' | 'find'>,
): AsyncGenerator<readonly Selected[]> {
  if ('ids' in selection) {
    const positions = new Map(selection.ids.map((position) => [letterId(position), position]));
    for (const [id, position] of positions) {
      yield [{ id, entry: await letters.find(letterName({ ...position, hub, consumerGroup })) }];
    }
    return;
  }
  for await (const entries of letters.list(letterPrefix({ hub, consumerGroup }))) {
    const wanted = entries.filter(({ reason }) => selection.reason === undefined || reason === selection.reason);
    if (wanted.length > 0) yield wanted.map((entry) => ({ id: letterId(entry.place), entry }));
  }
}

/** What the names of all letters of a hub and a consumer group begin with. */
export function letterPrefix({ hub, consumerGroup }: LetterScope): string {
  return `${hub}/${consumerGroup}/`;
}
