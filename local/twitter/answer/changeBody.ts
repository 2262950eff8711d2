import type { Answer } from './answer.ts';
import type { BodyChange } from './scripted.ts';

type Changed = Partial<Pick<Answer, 'status' | 'contentType' | 'body'>>;

/** The answer of status 200 that a script puts in the place of a page. */
export function changeBody(page: string, change: BodyChange | undefined): Changed {
  if (change === undefined) return {};
  if (typeof change === 'object') return { body: JSON.stringify(change.json) };
  return changes[change](page);
}

/** Whether the page's posts are still in it, or were: X has charged for what an empty body should have held. */
export function holdsPosts(change: BodyChange | undefined): boolean {
  return change === undefined || change === 'no-meta' || change === 'errors-beside-data' || change === 'empty';
}

const withheld = {
  title: 'Not Found Error',
  detail: 'Could not find tweet with referenced_tweets.id: [1].',
  parameter: 'referenced_tweets.id',
  resource_type: 'tweet',
  resource_id: '1',
  value: '1',
  type: 'https://api.twitter.com/2/problems/resource-not-found',
};

const changes: Readonly<Record<Extract<BodyChange, string>, (page: string) => Changed>> = {
  empty: () => ({ body: '' }),
  html: () => ({ body: '<!doctype html><title>Maintenance</title>', contentType: 'text/html; charset=utf-8' }),
  'no-meta': (page) => ({ body: page.replace(/,?"meta":\{[^}]*\}\}$/, '}') }),
  'errors-only': () => ({ body: JSON.stringify({ errors: [withheld] }) }),
  'errors-beside-data': (page) => ({ body: page.replace(/^\{/, `{"errors":${JSON.stringify([withheld])},`) }),
  redirect: () => ({ status: 302, body: '' }),
};
