import { describe, expect, it } from '@jest/globals';
import { wrongWithQuery } from '../../src/config/twitterQuery.ts';

// https://docs.x.com/x-api/posts/search/integrate/build-a-query
describe('a query for recent search', () => {
  it.each([
    '#Azure lang:en -is:retweet',
    'azure',
    '"event hubs" has:links',
    '(#Azure OR #AzureFunctions) lang:en',
    'from:azure -is:reply',
    '-(is:retweet OR is:reply) @azure',
    'context:66.961961812492148736 is:quote',
    'x'.repeat(512),
    '😀'.repeat(512),
  ])('may be %s', (query) => {
    expect(wrongWithQuery(query)).toBeUndefined();
  });

  it.each([
    ['lang:en', 'has only operators that X does not take alone'],
    ['-is:retweet lang:en has:media', 'has only operators'],
    ['(lang:en OR LANG:de)', 'has only operators'],
    ['-azure', 'has only operators'],
    ['-"event hubs" lang:en', 'has only operators'],
    ['OR', 'has only operators'],
    ['""', 'has only operators'],
    ['#', 'has only operators'],
    ['x'.repeat(513), 'has 513 characters. X takes 512 at most.'],
    ['"event hubs', 'has a quotation mark without its second one.'],
    ['(azure', 'has a parenthesis without its second one.'],
    [')azure(', 'has a parenthesis without its second one.'],
  ])('may not be %s', (query, expected) => {
    expect(wrongWithQuery(query)).toContain(expected);
  });

  it('may hold parentheses inside quotes', () => {
    expect(wrongWithQuery('"azure (preview"')).toBeUndefined();
  });
});
