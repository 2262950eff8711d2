import { describe, expect, it } from '@jest/globals';
import resources from '../../resources.json';
import { declaredParameters, infraFile } from '../support/declaredParameters.ts';

const ofMain = declaredParameters('main.bicep');
const ofResources = declaredParameters('resources.bicep');
/** These are given to the one and have a default in the other. */
const ofTheGroup = ['environmentName', 'location'];
/** What azd knows by itself, and what differs with azd: whoever runs `azd up` wants to see that it works. */
const fromAzd: Readonly<Record<string, string>> = {
  environmentName: 'AZURE_ENV_NAME',
  location: 'AZURE_LOCATION',
  principalId: 'AZURE_PRINCIPAL_ID',
  principalType: 'AZURE_PRINCIPAL_TYPE=User',
  personAccess: 'TRIBUTARY_PERSON_ACCESS=look',
};

describe('the parameters of the infrastructure', () => {
  it('are declared alike, with the same ranges and defaults, by the template with a group and the one without', () => {
    const alike = (all: typeof ofMain) => all.filter(({ name }) => !ofTheGroup.includes(name));
    expect(alike(ofMain).length).toBeGreaterThan(20);
    expect(alike(ofMain)).toEqual(alike(ofResources));
  });

  it('are all handed on by the template that makes the group', () => {
    const handedOn = [...infraFile('main.bicep').matchAll(/^ {4}(\w+): (\w+)$/gm)];
    expect(handedOn.map(([, input, value]) => [input, value])).toEqual(ofResources.map(({ name }) => [name, name]));
  });

  it('can all be set with "azd env set", and have the same defaults there', () => {
    const expected = ofMain.map(({ name, byDefault = '' }) => {
      return [name, { value: `\${${fromAzd[name] ?? variable(name, byDefault)}}` }];
    });
    const parameters = Object.fromEntries(expected);
    const file: unknown = JSON.parse(infraFile('main.parameters.json'));
    expect(file).toEqual({ $schema: expect.any(String), contentVersion: '1.0.0.0', parameters });
  });

  it('say what they mean, and have a range unless any value will do', () => {
    const free = ['lockData', 'vaultPurgeProtection', 'pausedFunctions'];
    for (const { name, decorators } of [...ofMain, ...ofResources]) {
      expect([name, decorators]).toEqual([name, expect.stringMatching(/^@description\('.{15,}'\)\n/)]);
      if (!free.includes(name))
        expect([name, decorators]).toEqual([name, expect.stringMatching(/\n@(allowed|min|max)/)]);
    }
  });

  it('have by default as many partitions as the local hub', () => {
    const partitions = ofMain.find(({ name }) => name === 'partitionCount');
    expect(partitions?.byDefault).toBe(String(resources.eventHub.partitionCount));
  });
});

/** With a prefix, since azd takes variables of the shell too, and NODE_VERSION is often one. */
function variable(name: string, byDefault: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return `TRIBUTARY_${words}=${byDefault.replace(/^'(.*)'$/, '$1')}`;
}
