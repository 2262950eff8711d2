import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import roles from '../../infra/roles.json';
import { declaredParameters, infraFile } from '../support/declaredParameters.ts';

const readme = infraFile('README.md');
const infra = join(__dirname, '..', '..', 'infra');

describe('the page on the infrastructure', () => {
  it('quotes lines that stand in the files it names', () => {
    const quotes = [...readme.matchAll(/\]\(([^)#]+)\): `([^`]+)`/g)];
    expect(quotes.length).toBeGreaterThan(20);
    expect(quotes.filter(([, file = '', line = '']) => !linesOf(file).has(line)).map(([quote]) => quote)).toEqual([]);
  });

  it('links to files that are there', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !existsSync(join(infra, target)))).toEqual([]);
  });

  it('has a row for each parameter, with its variable and its default', () => {
    for (const { name, byDefault } of declaredParameters('main.bicep')) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
      expect([name, row]).toEqual([name, expect.stringMatching(/^\| `\w+` \| `(TRIBUTARY|AZURE)_\w+` \| /)]);
      const text = byDefault?.replace(/^'(.*)'$/, '$1');
      if (text !== undefined)
        expect([name, row]).toEqual([name, expect.stringContaining(`| ${text ? `\`${text}\`` : 'empty'} |`)]);
    }
  });

  it('names the roles that are given, and no other', () => {
    const named = [...readme.matchAll(/^\| ([A-Z][A-Za-z ]+) \| (?:the |table |container |`)/gm)].map(
      ([, role]) => role,
    );
    expect(new Set(named)).toEqual(new Set(Object.values(roles).map(({ name }) => name)));
  });
});

function linesOf(file: string): ReadonlySet<string> {
  const text = infraFile(file);
  return new Set(text.split('\n').map((line) => line.trim()));
}
