export interface RootManifest {
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The package.json of the package; what it shares with the repository comes from there. */
export function manifest({ version, license, engines, devDependencies }: RootManifest): object {
  return {
    name: 'event-hubs-emulator',
    version,
    description: 'An emulator of Azure Event Hubs that starts from npm: no Docker, no Azure account.',
    keywords: ['azure', 'event hubs', 'eventhubs', 'emulator', 'amqp', 'testing'],
    license,
    type: 'commonjs',
    main: './lib/index.js',
    types: './lib/index.d.ts',
    exports: {
      '.': { types: './lib/index.d.ts', default: './lib/index.js' },
      './package.json': './package.json',
    },
    bin: { 'event-hubs-emulator': 'lib/command/bin.js' },
    files: ['lib'],
    engines,
    dependencies: {
      commander: `^${devDependencies.commander}`,
      // To the letter: the emulator reaches into its parts, which another version may name otherwise.
      rhea: devDependencies.rhea,
    },
  };
}
