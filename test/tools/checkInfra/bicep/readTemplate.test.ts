// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Bicep inserts values with the same marks.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type BicepParser, openBicepParser } from '../../../../tools/checkInfra/bicep/bicepParser.ts';
import { readTemplate } from '../../../../tools/checkInfra/bicep/readTemplate.ts';
import type { Expression } from '../../../../tools/checkInfra/bicep/syntax.ts';
import { resourcesOf } from '../../../../tools/checkInfra/bicep/walk.ts';

let parse: BicepParser;
beforeAll(async () => {
  parse = await openBicepParser();
});

const read = (text: string) => readTemplate('infra/main.bicep', text, parse);

/** Fully parenthesised, as the tree has it. */
function shown(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'number':
      return String(expression.value);
    case 'text':
      return `'${expression.parts.map((part) => (typeof part === 'string' ? part : `\${${shown(part)}}`)).join('')}'`;
    case 'member':
      return `${shown(expression.object)}.${expression.name}`;
    case 'index':
      return `${shown(expression.object)}[${shown(expression.index)}]`;
    case 'nested':
      return `${shown(expression.resource)}::${expression.name}`;
    case 'call':
      return `${expression.receiver ? `${shown(expression.receiver)}.` : ''}${expression.name}(${expression.arguments.map(shown).join(', ')})`;
    case 'operation':
      return expression.operands.length === 1
        ? `${expression.operator}${expression.operands.map(shown).join()}`
        : `(${expression.operands.map(shown).join(` ${expression.operator} `)})`;
    case 'conditional':
      return `(${shown(expression.condition)} ? ${shown(expression.consequence)} : ${shown(expression.alternative)})`;
    case 'lambda':
      return `(${expression.parameters.join(', ')} => ${shown(expression.body)})`;
    default:
      return expression.kind;
  }
}

function readBack(text: string): string {
  const { variables, problems } = read(`var value = ${text}\n`);
  return variables.map(({ value }) => shown(value)).join() + problems.map(({ message }) => message).join();
}

describe('readTemplate', () => {
  it.each([
    ['a ?? b.c', '(a ?? b.c)'],
    ["!empty(a) && b.c == 'x'", "(!empty(a) && (b.c == 'x'))"],
    ['a ? b : c.d[0].e', '(a ? b : c.d[0].e)'],
    ['a == b.c ? d.e : f(g.h)', '((a == b.c) ? d.e : f(g.h))'],
    ['map(items, item => item.name)', 'map(items, (item => item.name))'],
    ["a ? 'b' : c ? 'd' : e == 1 || f < 2 && !g.h", "(a ? 'b' : (c ? 'd' : ((e == 1) || ((f < 2) && !g.h))))"],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['(a ?? b).c', '(a ?? b).c'],
    ['a::b.c', 'a::b.c'],
    ['sys.guid(a)', 'sys.guid(a)'],
    ['-1', '-1'],
  ])('binds %s as Bicep does', (text, expected) => {
    expect(readBack(text)).toBe(expected);
  });

  it.each([
    ["'a ${b} c ${d.e}f'", "'a ${b} c ${d.e}f'"],
    ["'${a}${b}'", "'${a}${b}'"],
    ["'it\\'s \\\\ \\u{1F600} \\${x}'", "'it's \\ 😀 ${x}'"],
    ["'$a #b'", "'$a #b'"],
    ["'''\n  whole ${no}\n'''", "'  whole ${no}\n'"],
    ["''", "''"],
  ])('reads the text %s', (text, expected) => {
    expect(readBack(text)).toBe(expected);
  });

  it('reads parameters with types, defaults and decorators', () => {
    const { parameters } = read(
      "@description('d')\n@minValue(2)\nparam count int = 3\nparam kinds ('a' | 'b')[]\nparam who { id: string, other: int? }\n",
    );
    expect(parameters).toMatchObject([
      {
        name: 'count',
        type: { kind: 'primitive', name: 'int' },
        otherwise: { kind: 'number', value: 3 },
        decorators: [{ name: 'description' }, { name: 'minValue' }],
        line: 3,
      },
      { name: 'kinds', type: { kind: 'array', of: { kind: 'literal', values: ['a', 'b'] } }, otherwise: undefined },
      { name: 'who', type: { kind: 'object' } },
    ]);
  });

  it('gives a nested resource the type and version of the one around it', () => {
    const template = read(`resource app 'Microsoft.Web/sites@2024-11-01' = if (a) {
  name: 'x'
  resource settings 'config' = {
    name: 'appsettings'
  }
}
`);
    expect(resourcesOf(template).map(({ type, apiVersion }) => `${type}@${apiVersion}`)).toEqual([
      'Microsoft.Web/sites@2024-11-01',
      'Microsoft.Web/sites/config@2024-11-01',
    ]);
  });

  it('tells an existing resource, a module and a loop with an index', () => {
    const { resources, modules, targetScope } = read(`targetScope = 'subscription'
resource one 'A/b@2020-01-01' existing = {
  name: 'x'
}
module two 'modules/two.bicep' = [
  for (item, place) in items: {
    name: item
  }
]
`);
    expect(targetScope).toBe('subscription');
    expect(resources).toMatchObject([{ name: 'one', existing: true }]);
    expect(modules).toMatchObject([
      { name: 'two', path: 'modules/two.bicep', value: { kind: 'loop', item: 'item', index: 'place' } },
    ]);
  });
});
