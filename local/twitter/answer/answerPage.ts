import { cutPage, type Page } from '../search/cutPage.ts';
import { nextToken } from '../search/nextToken.ts';
import type { Parameters, Question } from '../search/question.ts';
import type { Answer } from './answer.ts';
import { changeBody, holdsPosts } from './changeBody.ts';
import type { Circumstances } from './circumstances.ts';
import { authorIds, renderPage } from './renderPage.ts';
import { shapeOf } from './renderPost.ts';
import type { PageChange, Scripted } from './scripted.ts';

/** The page that a question asks for, as a script has changed it, and charged for as far as it holds posts. */
export function answerPage(
  parameters: Parameters,
  question: Question,
  { page: change = {}, body: bodyChange }: Scripted,
  { x, behaviour, nowMs }: Circumstances,
): Omit<Answer, 'headers'> {
  const page = cutPage(x.timeline, question, Math.min(question.maxResults, change.atMost ?? 100), nowMs);
  const token = tokenAfter(page, parameters, question, change);
  const shape = shapeOf(question.fields, behaviour);
  const body = renderPage({ entries: page.entries, nextToken: token, shape, withAuthors: question.withAuthors });
  const sent = holdsPosts(bodyChange) ? page.entries : [];
  const postIds = sent.map(({ post }) => post.id);
  const charged = x.ledger.charge(postIds, question.withAuthors ? authorIds(sent) : [], nowMs);
  return {
    status: 200,
    contentType: json,
    body,
    postIds,
    charged,
    refusal: undefined,
    ...changeBody(body, bodyChange),
  };
}

const json = 'application/json; charset=utf-8';

function tokenAfter(
  { next, entries }: Page,
  parameters: Parameters,
  { from, bounds }: Question,
  { token }: PageChange,
) {
  const repeated = token === 'repeated' ? parameters.get('next_token') : undefined;
  if (repeated !== undefined) return repeated;
  const page = (from?.page ?? 0) + 1;
  const end = {
    page,
    below: entries.at(-1)?.id ?? from?.below ?? bounds.below,
    skip: (from?.skip ?? 0) + entries.length,
  };
  const place = next ?? (token === 'always' ? end : undefined);
  return place && nextToken(place, parameters);
}
