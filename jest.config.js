const { availableParallelism } = require('node:os');

/** One run, four projects: the app, its screens, the local site, and the browser over all of them. */
const swc = (react) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: react },
      target: 'es2022',
      transform: react ? { react: { runtime: 'automatic' } } : {},
    },
    module: { type: 'commonjs' },
  },
];

/** One worker more than cores, up to four: tests of the browser and of the command line wait for others half of their time. */
const maxWorkers = Math.min(availableParallelism() + 1, 4);

const shared = {
  setupFiles: ['<rootDir>/tests/seed.js'],
  transform: { '\\.tsx$': swc(true), '\\.(ts|js|mjs)$': swc(false) },
  transformIgnorePatterns: ['/node_modules/(?!canonicalize/)'],
  moduleNameMapper: {
    // canonicalize 4 exports an `import` condition only, which Jest's CommonJS resolver does not take.
    '^canonicalize$': '<rootDir>/node_modules/canonicalize/lib/canonicalize.js',
    '\\.css$': '<rootDir>/static/testing/empty-css.js',
    '^@atlaskit/feature-gate-js-client(/.*)?$': '<rootDir>/static/testing/feature-gates.js',
  },
  modulePathIgnorePatterns: [
    '<rootDir>/dist',
    '<rootDir>/local/dist',
    '<rootDir>/.local-data',
    '<rootDir>/.stryker-tmp',
  ],
};

module.exports = {
  maxWorkers,
  // Nobody waits for it: it only ends what hangs, also on a busy machine.
  testTimeout: 20_000,
  projects: [
    { ...shared, displayName: 'src', testEnvironment: 'node', testMatch: ['<rootDir>/src/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'static',
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/static/testing/patience.js'],
      testMatch: ['<rootDir>/static/**/*.test.{ts,tsx}'],
    },
    { ...shared, displayName: 'local', testEnvironment: 'node', testMatch: ['<rootDir>/local/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
    },
  ],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/domain/**/*.ts', '!src/domain/**/*.test.ts'],
  coverageThreshold: { './src/domain/': { branches: 100, functions: 100, lines: 100, statements: 100 } },
};
