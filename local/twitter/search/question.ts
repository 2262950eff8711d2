import type { Query } from '../query/parseQuery.ts';
import type { Bounds } from './bounds.ts';
import type { FieldSelection } from './fieldSelection.ts';

/** The parameters of a request, by name, as they came. */
export type Parameters = ReadonlyMap<string, string>;

/** What a request asks for, checked. */
export interface Question {
  readonly query: Query;
  readonly bounds: Bounds;
  readonly maxResults: number;
  readonly sortOrder: 'recency' | 'relevancy';
  readonly fields: FieldSelection;
  /** Whether the authors are asked for beside the posts. */
  readonly withAuthors: boolean;
  /** Where the page begins; undefined for the first one. */
  readonly from: PageStart | undefined;
}

/** The place that a `next_token` stands for. */
export interface PageStart {
  /** Which page it is, from 1 for the one after the first. */
  readonly page: number;
  /** By recency: all before it was given. */
  readonly below: bigint;
  /** By relevancy: so many were given. */
  readonly skip: number;
}
