import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../../../../tools/checkInfra/schemas/readAnswer.ts';
import { readSchema } from '../../../../tools/checkInfra/schemas/readSchema.ts';
import { reduceSchema } from '../../../../tools/checkInfra/schemas/reduceSchema.ts';

const body = (name: string, properties: string) => ({
  $type: 'Object',
  name: 'A/b',
  properties: [
    { name: 'name', type: name, description: 'long', flags: 'Required, DeployTimeConstant' },
    { name: 'properties', type: properties },
  ],
});
const objects = [
  {
    $type: 'Object',
    name: 'Kept',
    properties: [
      { name: 'list', type: 'Inner[]', modifiers: 'minLength: 1, maxLength: 9, pattern: ^[a-z, ]{1,9}$' },
      { name: 'made', type: 'string', flags: 'ReadOnly' },
    ],
  },
  { $type: 'Object', name: 'Inner', properties: [], additionalPropertiesType: 'string' },
  { $type: 'Object', name: 'Elsewhere', properties: [] },
  { $type: 'ResourceInstanceFunction', name: 'listKeys', resourceType: 'A/b' },
];
const answer = (bodyType: unknown) =>
  `info: a line of its log\n${JSON.stringify({ results: { BicepSchemaResult: [{ $type: 'Resource', name: 'A/b@2024-01-01', bodyType }, ...objects] } })}`;

describe('the extract of a schema', () => {
  it('holds what the properties lead to, without descriptions', () => {
    const schema = reduceSchema(readAnswer(answer(body('string', 'Kept'))), 'here', []);
    expect(schema).toEqual({
      type: 'A/b',
      apiVersion: '2024-01-01',
      source: 'here',
      body: { properties: { name: { type: 'string', required: true }, properties: 'Kept' } },
      objects: {
        Inner: { properties: {}, additional: 'string' },
        Kept: {
          properties: {
            list: { type: 'Inner[]', minLength: 1, maxLength: 9, pattern: '^[a-z, ]{1,9}$' },
            made: { type: 'string', readOnly: true },
          },
        },
      },
    });
    expect(readSchema(JSON.stringify(schema), 'a.json').objects.get('Kept')?.properties.get('made')).toEqual({
      type: 'string',
      required: false,
      readOnly: true,
    });
  });

  it('holds of a type whose name decides the variants that are wanted', () => {
    const elements = [body('one', 'Kept'), body('two', 'Elsewhere')];
    const schema = reduceSchema(readAnswer(answer({ $type: 'DiscriminatedObject', elements })), 'here', ['two']);
    expect(schema.body).toEqual({ variants: { two: expect.anything() } });
    expect(Object.keys(schema.objects)).toEqual(['Elsewhere']);
    expect([...readSchema(JSON.stringify(schema), 'a.json').bodies.keys()]).toEqual(['two']);
  });

  it('refuses an answer about a type that is not known', () => {
    expect(() => readAnswer('fail: no\n{ "status": 500, "results": {} }')).toThrow('azmcp knows no such type');
  });
});
