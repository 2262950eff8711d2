import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolveOptions } from '../../../../local/eventHubs/resolveOptions.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const second = 'UserConfig.NamespaceConfig[0].Entities[1]';

describe('a config.json of the official emulator', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;

  beforeAll(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'config.json');
  });
  afterAll(() => folder.remove());

  const hubsOf = (content: string | Buffer, hub: readonly string[] = []) => {
    const lines: string[] = [];
    writeFileSync(file, content);
    const { hubs } = resolveOptions({ config: file, hub, log: (line) => void lines.push(line) });
    return { hubs, lines };
  };
  const refusal = (content: string | Buffer): readonly string[] => {
    try {
      hubsOf(content);
    } catch (error) {
      if (error instanceof Error) return error.message.replaceAll(`${file}: `, '').split('\n');
    }
    throw new Error('The file was taken.');
  };
  const mistakes = (changes: Changes): readonly string[] => refusal(JSON.stringify(aConfig(changes)));

  it('is read as it is: partition counts as texts or numbers, groups only where there are some', () => {
    expect(hubsOf(JSON.stringify(aConfig(), null, 4))).toEqual({
      hubs: [
        { name: 'orders', partitionCount: 4, consumerGroups: ['billing', 'audit'] },
        { name: 'clicks', partitionCount: 32, consumerGroups: [] },
      ],
      lines: [],
    });
  });

  it.each([[[]], [null]])(
    'has no groups where ConsumerGroups is %j: .NET Aspire writes an empty list',
    (ConsumerGroups) => {
      const { hubs, lines } = hubsOf(JSON.stringify(aConfig({ second: { ConsumerGroups } })));
      expect(hubs).toContainEqual({ name: 'clicks', partitionCount: 32, consumerGroups: [] });
      expect(lines).toEqual([]);
    },
  );

  it('may name the namespace as it likes, which has no effect, and is said (microsoft/aspire issue 8285)', () => {
    const { hubs, lines } = hubsOf(JSON.stringify(aConfig({ namespace: { Name: 'ns' } })));
    expect(hubs).toHaveLength(2);
    expect(lines).toEqual([
      `${file}: UserConfig.NamespaceConfig[0].Name: is "ns", which has no effect. Its name is always "emulatorNs1".`,
    ]);
  });

  it('may leave out name and type of the namespace (pull request 23 of its installer)', () => {
    const { hubs, lines } = hubsOf(JSON.stringify(aConfig({ namespace: { Name: undefined, Type: undefined } })));
    expect(hubs).toHaveLength(2);
    expect(lines).toEqual([]);
  });

  it('may begin with a byte order mark, as editors on Windows write it', () => {
    expect(hubsOf(`\uFEFF${JSON.stringify(aConfig())}`).hubs).toHaveLength(2);
  });

  it('takes more hubs beside it, none of them a second time', () => {
    expect(hubsOf(JSON.stringify(aConfig()), ['more:1']).hubs.map(({ name }) => name)).toEqual([
      'orders',
      'clicks',
      'more',
    ]);
    expect(() => hubsOf(JSON.stringify(aConfig()), ['Orders:1'])).toThrow('Hub "Orders" is defined twice.');
  });

  it('names what it does not know, and goes on', () => {
    const { hubs, lines } = hubsOf(JSON.stringify({ $schema: 'x', ...aConfig({ user: { LogingConfig: {} } }) }));
    expect(hubs).toHaveLength(2);
    expect(lines).toEqual([
      `${file}: $schema: is not known and has no effect.`,
      `${file}: UserConfig.LogingConfig: is not known and has no effect. Did you mean "LoggingConfig"?`,
    ]);
  });

  it.each<[string, Changes, string]>([
    ['no namespace', { user: { NamespaceConfig: [] } }, 'UserConfig.NamespaceConfig: has 0 items.'],
    [
      'a namespace whose name is no text',
      { namespace: { Name: null } },
      'UserConfig.NamespaceConfig[0].Name: is null. It must be "emulatorNs1", or left out.',
    ],
    [
      'another service',
      { namespace: { Type: 'ServiceBus' } },
      'UserConfig.NamespaceConfig[0].Type: is "ServiceBus". It must be "EventHub".',
    ],
    [
      'a hub in place of a list',
      { namespace: { Entities: {} } },
      'UserConfig.NamespaceConfig[0].Entities: is {}. It must be a list of 1 to 10 hubs.',
    ],
    [
      'a hub too many',
      { namespace: { Entities: Array.from({ length: 11 }, (_, index) => ({ Name: `h${index}`, PartitionCount: 1 })) } },
      'UserConfig.NamespaceConfig[0].Entities: has 11 items. It must be a list of 1 to 10 hubs.',
    ],
    [
      'a hub that is null',
      { namespace: { Entities: [null] } },
      'UserConfig.NamespaceConfig[0].Entities[0]: is null. It must be an object with Name, PartitionCount',
    ],
    [
      'a partition too many',
      { second: { PartitionCount: '33' } },
      `${second}.PartitionCount: is "33". It must be a whole`,
    ],
    [
      'no partition',
      { second: { PartitionCount: 0 } },
      `${second}.PartitionCount: is 0. It must be a whole number from 1`,
    ],
    ['a partition count that is no number', { second: { PartitionCount: ' 2' } }, `${second}.PartitionCount: is " 2".`],
    ['no partition count', { second: { PartitionCount: undefined } }, `${second}.PartitionCount: is missing.`],
    ['a bad name', { second: { Name: 'a b' } }, `${second}.Name: is "a b". It must be 1 to 256 letters`],
    ['a hub twice', { second: { Name: 'ORDERS' } }, 'UserConfig.NamespaceConfig[0].Entities: names "ORDERS" twice.'],
    [
      'the group that exists by itself',
      { second: { ConsumerGroups: [{ Name: '$default' }] } },
      `${second}.ConsumerGroups[0].Name: is "$default". It must be another name: that group exists`,
    ],
    [
      'a group in place of a list',
      { second: { ConsumerGroups: {} } },
      `${second}.ConsumerGroups: is {}. It must be a list of 1 to 20 consumer groups.`,
    ],
    [
      'a group twice',
      { second: { ConsumerGroups: [{ Name: 'g' }, { Name: 'G' }] } },
      `${second}.ConsumerGroups: names "G" twice.`,
    ],
    ['no logging', { user: { LoggingConfig: undefined } }, 'UserConfig.LoggingConfig: is missing.'],
    [
      'another logging',
      { user: { LoggingConfig: { Type: 'Files' } } },
      'UserConfig.LoggingConfig.Type: is "Files". It must be "File" or "Console"',
    ],
  ])('with %s is refused, with the place (Config-schema.json of its installer)', (_, changes, message) => {
    expect(mistakes(changes)).toEqual([expect.stringContaining(message)]);
  });

  it('is refused with all its mistakes at once', () => {
    const many = mistakes({ namespace: { Type: 'x' }, second: { Name: '', PartitionCount: 99 } });
    expect(many.map((line) => line.split(': ')[0])).toEqual([
      'UserConfig.NamespaceConfig[0].Type',
      `${second}.Name`,
      `${second}.PartitionCount`,
    ]);
  });

  it.each([
    ['[]', 'is []. It must be an object with UserConfig.'],
    ['{\n  "UserConfig": {\n    "NamespaceConfig": [],\n  }\n}', 'is not JSON at line 4, column 3: "}" stands where'],
    ['', 'is not JSON at line 1, column 1: the end stands where a value must.'],
    [Buffer.from('{"ä":1}', 'latin1'), 'is not UTF-8 text. Save it as UTF-8.'],
    ['"x"'.padEnd(1024 * 1024 + 1), 'which is larger than 1048576 bytes'],
  ])('that reads %j is refused', (content, message) => {
    expect(refusal(content)).toEqual([expect.stringContaining(message)]);
  });
});

interface Changes {
  readonly user?: object;
  readonly namespace?: object;
  readonly second?: object;
}

/** In the form that the official emulator takes, with changes of its parts. */
function aConfig({ user, namespace, second }: Changes = {}): { readonly UserConfig: object } {
  const Entities = [
    { Name: 'orders', PartitionCount: '4', ConsumerGroups: [{ Name: 'billing' }, { Name: 'audit' }] },
    { Name: 'clicks', PartitionCount: 32, ...second },
  ];
  const NamespaceConfig = [{ Type: 'EventHub', Name: 'emulatorNs1', Entities, ...namespace }];
  return { UserConfig: { NamespaceConfig, LoggingConfig: { Type: 'File' }, ...user } };
}
