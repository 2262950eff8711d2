import { describe, expect, it } from '@jest/globals';
import { parseTweets } from '../../tools/parseTweets.ts';
import { collected } from '../local/view/collected.ts';

const parse = (args: string) => parseTweets(args.split(' ').filter(Boolean), streams());
const streams = () => ({ output: collected().output, progress: collected().output });

describe('the options of npm run tweets', () => {
  it('are a limit of 20, when there are none', () => {
    expect(parse('')).toEqual({ limit: 20 });
  });

  it('name columns, also by the names that X gives them', () => {
    expect(parse('--fields id,author_id,created_at,public_metrics.like_count,rowKey').fields).toEqual([
      'id',
      'authorId',
      'createdAt',
      'likeCount',
      'rowKey',
    ]);
  });

  it('name an hour that there is', () => {
    expect(parse('--hour 2028022923').hour).toEqual({ first: '2028022923', last: '2028022923' });
    expect(parse('--hour 2026112022-2026112105').hour).toEqual({ first: '2026112022', last: '2026112105' });
  });

  it.each([
    ['--fields id,nonsense', /There is no column nonsense\. There are id, createdAt, authorId, text, lang, /],
    ['--fields toString', /There is no column toString\./],
    ['--fields ,', /names with commas between them/],
    ['--hour 2026113122', /ten digits, year to hour in UTC/],
    ['--hour 2026022900', /ten digits, year to hour in UTC/],
    ['--hour 2026112024', /ten digits, year to hour in UTC/],
    ['--hour 2026130100', /ten digits, year to hour in UTC/],
    ['--hour 2026112105-2026112022', /or two hours/],
    ['--hour 2026112022-2026112023-2026112100', /or two hours/],
    ['--hour 2026112022-', /or two hours/],
    ['--hour 20261120', /ten digits, year to hour in UTC/],
    ['--id 20 --hour 2026112022', /cannot be used with option '--id <id>'/],
    ['--limit 0', /whole number from 1 to 100000/],
    ['--limit 100001', /whole number from 1 to 100000/],
    ['extra', /too many arguments/],
  ])('are refused: %s', (args, message) => {
    const progress = collected();
    const output = collected();
    expect(() => parseTweets(args.split(' '), { output: output.output, progress: progress.output })).toThrow(message);
    expect(progress.text()).toMatch(message);
    expect(output.text()).toBe('');
  });

  it('explain themselves with --help', () => {
    const output = collected();
    const help = () => parseTweets(['--help'], { ...streams(), output: output.output });
    expect(help).toThrow(expect.objectContaining({ exitCode: 0 }));
    expect(output.text()).toContain('npm run --silent tweets -- --json');
  });
});
