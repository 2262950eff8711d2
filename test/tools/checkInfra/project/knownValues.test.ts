// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Bicep inserts values with the same marks.
import { describe, expect, it } from '@jest/globals';
import { knownValues } from '../../../../tools/checkInfra/project/knownValues.ts';
import { projectOf } from '../projectOf.ts';

/** Of `output value`, in a module that the main template calls twice. */
async function valuesOf(value: string, declarations = '') {
  const project = await projectOf({
    'infra/names.json': '{ "one": 1, "none": null, "list": [1] }',
    'infra/modules/inner.bicep': `${declarations}\nvar names = loadJsonContent('../names.json')\noutput value string = ${value}\n`,
    'infra/main.bicep': `param free bool
module a 'modules/inner.bicep' = {
  name: 'a'
  params: { given: true, known: 'x', open: free }
}
module b 'modules/inner.bicep' = {
  name: 'b'
  params: { given: false, known: 'x', open: true }
}
`,
  });
  const template = project.templates.find(({ file }) => file === 'infra/modules/inner.bicep');
  const [output] = template?.outputs ?? [];
  if (template === undefined || output === undefined) throw new Error('The template was not read.');
  return knownValues(output.value, { project, template });
}

describe('knownValues', () => {
  it.each([
    ["'x'", '', { values: ['x'], complete: true }],
    ["'x${names.one}'", '', { values: ['x1'], complete: true }],
    ["'x${own}'", "param own string = 'z'", { values: ['xz'], complete: false }],
    ["a ? 'x' : 'y'", '', { values: ['x', 'y'], complete: true }],
    ['a ? 1 : resourceGroup().id', '', { values: [1], complete: false }],
    ['names.one', '', { values: [1], complete: true }],
    ['names.none', '', { values: [null], complete: true }],
    ['names.list', '', { values: [], complete: false }],
    ['resourceGroup().location', '', { values: [], complete: false }],
    ['given', 'param given bool', { values: [true, false], complete: true }],
    ['known', 'param known string', { values: ['x'], complete: true }],
    ['open', 'param open bool', { values: [true], complete: false }],
    ['own', "param own string = 'z'", { values: ['z'], complete: false }],
    ['kind', "@allowed(['x', 'y'])\nparam kind string", { values: ['x', 'y'], complete: true }],
    ['kind', "param kind 'x' | 'y'", { values: ['x', 'y'], complete: true }],
  ])('knows of %s (%j) what the text tells', async (value, declarations, expected) => {
    expect(await valuesOf(value, declarations)).toEqual(expected);
  });
});
