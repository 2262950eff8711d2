// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Bicep inserts values with the same marks.
import { describe, expect, it } from '@jest/globals';
import { decorators } from '../../../../tools/checkInfra/rules/decorators.ts';
import { defaults } from '../../../../tools/checkInfra/rules/defaults.ts';
import { deployTime } from '../../../../tools/checkInfra/rules/deployTime.ts';
import { descriptions } from '../../../../tools/checkInfra/rules/descriptions.ts';
import { loadedFiles } from '../../../../tools/checkInfra/rules/loadedFiles.ts';
import { madeBefore } from '../../../../tools/checkInfra/rules/madeBefore.ts';
import { members } from '../../../../tools/checkInfra/rules/members.ts';
import { modules } from '../../../../tools/checkInfra/rules/modules.ts';
import { outputTypes } from '../../../../tools/checkInfra/rules/outputTypes.ts';
import { symbols } from '../../../../tools/checkInfra/rules/symbols.ts';
import { syntax } from '../../../../tools/checkInfra/rules/syntax.ts';
import { unused } from '../../../../tools/checkInfra/rules/unused.ts';
import { foundBy } from '../projectOf.ts';

describe('syntax', () => {
  it.each([
    ['an object without its end', 'var a = {\n  b: 1\n'],
    ['double quotes', 'var a = "b"\n'],
    ['two items on a line without a comma', 'var a = { b: 1 c: 2 }\n'],
    ['two elements on a line without a comma', "var a = ['b' 'c']\n"],
    ['a comma at the end of a line', 'var a = {\n  b: 1,\n  c: 2\n}\n'],
    ['a key that is there twice', "var a = {\n  b: 1\n  'b': 2\n}\n"],
    ['two statements on a line', 'var a = 1 var b = 2\n'],
    ['a decorator on the line of what it decorates', "@description('x') param a string\n"],
    ['a decorator of nothing', "@description('x')\n"],
    ['an operation over two lines', 'var a = b &&\n  c\n'],
    ['a spread, which the grammar does not know', 'var a = {\n  ...b\n}\n'],
    ['a decimal', 'var a = 0.5\n'],
    ['an import', "import { a } from 'b.bicep'\n"],
  ])('refuses %s', async (_, text) => {
    expect(await foundBy(syntax, text)).not.toEqual([]);
  });

  it('takes what Bicep takes', async () => {
    const text = `// a comment
var a = { b: 1, c: [1, 2] }
var d = [
  'e'
  { f: 'g' } // and here
]
var h = a.b == 1
  ? 'i'
  : 'j'
var k = format(
  '{0}',
  'l'
)
`;
    expect(await foundBy(syntax, text)).toEqual([]);
  });
});

describe('symbols', () => {
  it.each([
    ['a name that stands for nothing', 'output a string = b\n', '1 b stands for nothing in this file.'],
    ['a function that is none', "output a string = uper('x')\n", '1 uper() is no function of Bicep.'],
    ['a name declared twice', 'param a string\nvar a = 1\n', '2 a is declared twice.'],
    ['an output declared twice', 'output a int = 1\noutput a int = 2\n', '2 a is declared twice.'],
    ['a loop variable outside of its loop', 'var a = [for b in [1]: b]\nvar c = b\n', '2 b stands for nothing'],
  ])('refuses %s', async (_, text, expected) => {
    expect(await foundBy(symbols, text)).toEqual([expect.stringContaining(expected)]);
  });

  it('knows the names of loops and lambdas', async () => {
    expect(await foundBy(symbols, 'var a = [for (b, c) in map([1], d => d): b + c]\n')).toEqual([]);
  });
});

describe('unused', () => {
  it('refuses to name what exists, and to give an output, for nothing', async () => {
    const files = {
      'infra/modules/one.bicep': 'output read int = 1\noutput unread int = 2\n',
      'infra/main.bicep': `module one 'modules/one.bicep' = {
  name: 'one'
}
resource a 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: 'x'
}
output b int = one.outputs.read
`,
    };
    expect(await foundBy(unused, files)).toEqual([
      '2 unread is used nowhere. Take it away.',
      '4 a is used nowhere. Take it away.',
    ]);
  });

  it('refuses a parameter and a variable that nothing reads', async () => {
    expect(await foundBy(unused, 'param a string\nvar b = 1\nvar c = 2\noutput d int = c\n')).toEqual([
      '1 a is used nowhere. Take it away.',
      '2 b is used nowhere. Take it away.',
    ]);
  });
});

const called = `param name string
@allowed(['a', 'b'])
param kind string = 'a'
@minValue(1)
param count int = 1
param who { id: string } = { id: 'x' }
output out string = name
`;
const callOf = (inputs: string) => ({
  'infra/modules/one.bicep': called,
  'infra/main.bicep': `param free string\nmodule one 'modules/one.bicep' = {\n  name: 'one'\n  params: { ${inputs} }\n}\noutput a string = one.outputs.out\n`,
});

describe('modules', () => {
  it.each([
    ['an input that is missing', "kind: 'a'", '2 The module one is not given name.'],
    ['an input that is unknown', "name: 'x', nam: 'y'", '4 infra/modules/one.bicep has no parameter nam.'],
    ['a choice of another type', "name: free == 'x' ? 1 : 2", '4 name is of type int. It takes string.'],
    ['an input of another type', 'name: 1', '4 name is of type int. It takes string.'],
    ['a value that is not allowed', "name: 'x', kind: 'c'", '4 kind is "c". It takes a, b.'],
    ['a value out of range', "name: 'x', count: 0", '4 count is "0": @minValue(1).'],
    ['an object without a member', "name: 'x', who: {}", '4 who has no id.'],
    ['an object with a member too many', "name: 'x', who: { id: 'a', ids: 'b' }", '4 who has ids, which its type'],
  ])('refuses %s', async (_, inputs, expected) => {
    expect(await foundBy(modules, callOf(inputs))).toEqual([expect.stringContaining(expected)]);
  });

  it('refuses a path that leads nowhere, and a deployment without a name', async () => {
    expect(await foundBy(modules, "module a 'b.bicep' = {\n  name: 'a'\n}\n")).toEqual([
      '1 There is no b.bicep for the module a.',
    ]);
    expect(
      await foundBy(modules, {
        ...callOf(''),
        'infra/main.bicep': "module a 'modules/one.bicep' = {\n  params: { name: 'x' }\n}\n",
      }),
    ).toEqual(['1 The module a has no name for its deployment.']);
  });

  it('refuses a text that can be too long or too short', async () => {
    const files = (value: string, decorators: string) => ({
      'infra/modules/one.bicep': '@minLength(4)\n@maxLength(15)\nparam name string\n',
      'infra/main.bicep': `${decorators}\nparam free string\nmodule one 'modules/one.bicep' = {\n  name: 'one'\n  params: { name: ${value} }\n}\n`,
    });
    expect(await foundBy(modules, files("'a${uniqueString(free)}'", ''))).toEqual([]);
    expect(await foundBy(modules, files("'abc${uniqueString(free)}'", ''))).toEqual([
      '5 name can have 16 to 16 characters. It takes 4 to 15.',
    ]);
    expect(await foundBy(modules, files('free', '@minLength(1)\n@maxLength(15)'))).toEqual([
      '6 name can have 1 to 15 characters. It takes 4 to 15.',
    ]);
  });

  it('takes what fits', async () => {
    expect(await foundBy(modules, callOf("name: free == 'x' ? free : null"))).toEqual([]);
    expect(await foundBy(modules, callOf('name: free'))).toEqual([]);
  });
});

describe('defaults', () => {
  it.each([
    ["@allowed(['a'])\nparam b string = 'c'\n", '2 The default of b is "c". It takes a.'],
    ['@maxValue(3)\nparam b int = 4\n', '2 The default of b is "4": @maxValue(3).'],
    ["param b int = '4'\n", '1 The default of b is of type string. It takes int.'],
  ])('refuses %j', async (text, expected) => {
    expect(await foundBy(defaults, text)).toEqual([expected]);
  });
});

describe('loadedFiles', () => {
  const files = { 'resources.json': '{ "tables": { "tweets": "tweets" } }', 'infra/bad.json': '{' };
  it.each([
    ['a file that is not there', "var a = loadTextContent('b.kql')\n", '1 There is no file b.kql.'],
    [
      'a path that is missing in the file',
      "var a = loadJsonContent('../resources.json')\nvar b = a.tables.rows\n",
      '2 The file that is loaded has no rows there.',
    ],
    ['what is no JSON', "var a = loadJsonContent('bad.json')\n", '1 bad.json is not JSON.'],
  ])('refuses %s', async (_, text, expected) => {
    expect(await foundBy(loadedFiles, { ...files, 'infra/main.bicep': text })).toEqual([expected]);
  });

  it('takes what is there', async () => {
    const text = "var a = loadJsonContent('../resources.json').tables\nvar b = a.tweets\n";
    expect(await foundBy(loadedFiles, { ...files, 'infra/main.bicep': text })).toEqual([]);
  });
});

describe('members', () => {
  const identity = "resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {\n  name: 'x'\n}\n";
  it.each([
    [
      'a property that a resource does not have',
      `${identity}output a string = id.properties.clientID\n`,
      'has no properties.clientID.',
    ],
    [
      'an output that a module does not have',
      "module one 'modules/one.bicep' = {\n  name: 'x'\n}\noutput a string = one.outputs.no\n",
      'has no output no.',
    ],
    [
      'what is no part of a module',
      "module one 'modules/one.bicep' = {\n  name: 'x'\n}\noutput a string = one.properties.out\n",
      'A module has outputs, and no properties.',
    ],
    [
      'a member that a parameter does not have',
      'param a { b: string }\noutput c string = a.d\n',
      'The type of a has no d.',
    ],
    ['a member that an item of a list lacks', 'var a = [{ b: 1 }]\nvar c = [for d in a: d.e]\n', 'has no e (line 1).'],
  ])('refuses %s', async (_, text, expected) => {
    const found = await foundBy(members, { 'infra/modules/one.bicep': called, 'infra/main.bicep': text });
    expect(found).toEqual([expect.stringContaining(expected)]);
  });
});

describe('deployTime', () => {
  it('refuses a name or a condition that only the deployment tells', async () => {
    const text = `module one 'one.bicep' = {
  name: 'x'
}
resource a 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: one.outputs.name
}
resource b 'Microsoft.EventHub/namespaces@2024-01-01' = if (a.properties.status == 'x') {
  name: guid(a.id)
}
`;
    expect(await foundBy(deployTime, text)).toEqual([
      '5 one.outputs is known only after the deployment began.',
      '7 a.properties is known only after the deployment began.',
    ]);
  });
});

describe('madeBefore', () => {
  const files = (dependsOn: string) => ({
    'infra/modules/one.bicep': `resource a 'Microsoft.EventHub/namespaces@2024-01-01' = {\n  name: 'x'\n}\n`,
    'infra/modules/two.bicep': `resource a 'Microsoft.EventHub/namespaces@2024-01-01' existing = {\n  name: 'x'\n}\n`,
    'infra/main.bicep': `module one 'modules/one.bicep' = {
  name: 'one'
}
var last = one.outputs
module two 'modules/two.bicep' = {
  name: 'two'
  ${dependsOn}
}
`,
  });

  it('refuses a module that names what another makes and does not wait for it', async () => {
    expect(await foundBy(madeBefore, files('dependsOn: [one]'))).toEqual([]);
    expect(await foundBy(madeBefore, files('params: { a: last.x }'))).toEqual([]);
    expect(await foundBy(madeBefore, files(''))).toEqual([
      '5 two names a Microsoft.EventHub/namespaces, and does not wait for one. Add dependsOn.',
    ]);
  });
});

describe('descriptions', () => {
  it('refuses a parameter that says nothing', async () => {
    expect(await foundBy(descriptions, "param a string\n@description(' ')\nparam b int\n")).toEqual([
      '1 a has no @description.',
      '3 b has no @description.',
    ]);
  });
});

describe('decorators', () => {
  it.each([
    ['@maxVal(1)\nparam a int\n', '2 @maxVal is no decorator of a parameter of type int.'],
    ['@minValue(1)\nparam a string\n', '2 @minValue is no decorator of a parameter of type string.'],
    ['@minValue(1)\n@minValue(2)\nparam a int\n', '3 @minValue is there twice.'],
    ['@minValue()\nparam a int\n', '2 @minValue has 0 arguments.'],
    ['@allowed([1])\noutput a int = 1\n', '2 @allowed is no decorator of an output.'],
    ["@secure()\nresource a 'A/b@1' = {\n  name: 'x'\n}\n", '2 @secure is no decorator of a resource or module.'],
  ])('refuses %j', async (text, expected) => {
    expect(await foundBy(decorators, text)).toEqual([expected]);
  });

  it('takes those that Bicep takes', async () => {
    const text = "@secure()\n@minLength(1)\nparam a string\n@description('x')\nparam b array\n";
    expect(await foundBy(decorators, text)).toEqual([]);
  });
});

describe('outputTypes', () => {
  it('refuses a value of another type than the output', async () => {
    expect(await foundBy(outputTypes, "output a int = 'x'\noutput b string = 'x'\n")).toEqual([
      '1 The output a is said to be int, and its value is string.',
    ]);
  });
});
