import type { Config } from 'jest';

const transform: Config['transform'] = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

/** Browsers, databases and other tests share the machine with a test: longer than this, something hangs. In ms. */
const testTimeout = 30_000;

const config: Config = {
  // What a test file loaded is never given back. One process for all two hundred of them ends without memory, and slows down before.
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      displayName: 'server',
      testEnvironment: 'node',
      testTimeout,
      testMatch: ['<rootDir>/server/**/*.test.ts', '<rootDir>/bench/**/*.test.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform,
      setupFilesAfterEnv: ['<rootDir>/server/test/after-each-test.ts'],
      globalSetup: '<rootDir>/server/test/start-cluster.ts',
      globalTeardown: '<rootDir>/server/test/stop-cluster.ts',
    },
    {
      displayName: 'client',
      testEnvironment: 'node',
      testTimeout,
      testMatch: ['<rootDir>/client/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/client/e2e/'],
      extensionsToTreatAsEsm: ['.ts'],
      transform,
    },
    {
      displayName: 'tools',
      testEnvironment: 'node',
      testTimeout,
      testMatch: ['<rootDir>/tools/**/*.test.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform,
    },
    {
      displayName: 'browser',
      testEnvironment: 'node',
      testTimeout,
      testMatch: ['<rootDir>/client/e2e/**/*.test.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform,
      setupFilesAfterEnv: ['<rootDir>/server/test/after-each-test.ts'],
      globalSetup: '<rootDir>/client/e2e/start-browser-tests.ts',
      globalTeardown: '<rootDir>/server/test/stop-cluster.ts',
    },
  ],
};

export default config;
