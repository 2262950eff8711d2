export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Built output holds copies of package.json, which Jest's module map would take for second packages of one name.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/', '<rootDir>/.local'],
  globalSetup: '<rootDir>/test/support/buildForTests.mjs',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
  moduleNameMapper: { '^@azure/functions-core$': '<rootDir>/test/support/functionsCore.ts' },
  coverageProvider: 'v8',
  // One more than two cores: the longest suites wait for processes, schedules and time limits for a third of their time.
  maxWorkers: 3,
  testTimeout: 30_000,
};
