import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import resources from '../../resources.json';

const [main, inner] = ['main.bicep', 'resources.bicep'].map((file) => {
  return readFileSync(join(__dirname, '..', '..', 'infra', file), 'utf8').replaceAll('\r\n', '\n');
});

describe('the template that makes the group', () => {
  it('hands on every parameter of the one inside it under its own name', () => {
    const declared = [...(inner ?? '').matchAll(/^param (\w+) /gm)].map(([, name]) => name);
    const handedOn = [...(main ?? '').matchAll(/^ {4}(\w+): (\w+)$/gm)].map(([, input, value]) => [input, value]);
    expect(declared.length).toBeGreaterThan(20);
    expect(handedOn).toEqual(declared.map((name) => [name, name]));
  });

  it('gives a hub as many partitions as the local one has', () => {
    expect(main).toContain(`\nparam partitionCount int = ${resources.eventHub.partitionCount}\n`);
  });
});
