import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import roles from '../../infra/roles.json';
import { oldestAzureCli } from '../../tools/azure/checkAzureCli.ts';

const infra = join(__dirname, '..', '..', 'infra');
const readme = readFileSync(join(infra, 'README.md'), 'utf8').replaceAll('\r\n', '\n');

describe('the page on the infrastructure', () => {
  it('links to files that are there', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !existsSync(join(infra, target)))).toEqual([]);
  });

  it('names the roles that are given, and no other', () => {
    const named = [...readme.matchAll(/^\| ([A-Z][A-Za-z ]+) \| (?:the |table |container |`)/gm)].map(
      ([, role]) => role,
    );
    expect(new Set(named)).toEqual(new Set(Object.values(roles).map(({ name }) => name)));
  });

  it('asks for the versions of azd and az that are asked for', () => {
    const { requiredVersions } = parse(readFileSync(join(infra, '..', 'azure.yaml'), 'utf8'));
    const named = (program: string) => new RegExp(`\\[${program}\\]\\(\\S+\\) (\\d[\\d.]*\\d)`).exec(readme)?.[1];
    expect(requiredVersions.azd).toBe(`>= ${named('azd')}`);
    expect(oldestAzureCli).toBe(`${named('az')}.0`);
  });

  it('begins with how to be rid of everything', () => {
    expect(/^## (.+)$/m.exec(readme)?.[1]).toBe('Clean up');
  });
});
