import type { FieldsParameter } from '../search/fieldSelection.ts';

/** How X is today. Each can be changed while the stand-in runs. */
export interface Behaviour {
  /** Of 15 minutes. X's table says 450 for an app-only token; its headers say what holds. */
  readonly requestsPerWindow: number;
  readonly longestQuery: number;
  /** By which names the fields of a post can be asked for; another one is an unknown parameter. */
  readonly fieldsParameters: readonly FieldsParameter[];
  /** The words of the answer: those that were asked with, or always the older or the newer ones. */
  readonly vocabulary: 'as-asked' | 'tweet' | 'post';
  /** Only the default fields come, whatever was asked for. */
  readonly ignoresFields: boolean;
  /** X marks only `id` and `text` as always there. Asked for and not there, the others are left out or null. */
  readonly optionalKeys: 'as-they-are' | 'missing' | 'null';
  /** Keys that no document names. */
  readonly hasUnknownKeys: boolean;
  /** An older form of X's message for an id that lies too far back. */
  readonly hasTimesInBrackets: boolean;
  /** Host of the URIs that name a problem. */
  readonly problemHost: 'api.twitter.com' | 'api.x.com';
  readonly problemContentType: 'application/json; charset=utf-8' | 'application/problem+json';
  /** By how much X's clock is ahead of the one given. */
  readonly clockAheadMs: number;
}

export const usualBehaviour: Behaviour = {
  requestsPerWindow: 450,
  longestQuery: 512,
  fieldsParameters: ['tweet.fields', 'post.fields'],
  vocabulary: 'as-asked',
  ignoresFields: false,
  optionalKeys: 'as-they-are',
  hasUnknownKeys: false,
  hasTimesInBrackets: false,
  problemHost: 'api.twitter.com',
  problemContentType: 'application/json; charset=utf-8',
  clockAheadMs: 0,
};
