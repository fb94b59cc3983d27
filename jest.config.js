/** One project a layer; `npm test` runs them all, `npm run test:domain` and friends run one. */
const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
];

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/test/${glob}`),
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  transform: { '^.+\\.(ts|mjs)$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(mingo)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  ...more,
});

module.exports = {
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/test/support/closing-line.cjs'],
  maxWorkers: 4,
  projects: [
    project('domain', ['**/*.domain.test.ts']),
    project('local', ['local/**/*.local.test.ts']),
    project('function', ['**/*.function.test.ts']),
    project('page', ['pages/**/*.page.test.ts'], {
      testEnvironment: 'jsdom',
      testEnvironmentOptions: { url: 'https://jest.test' },
      moduleDirectories: ['node_modules', 'miniprogram_npm'],
      transform: { '^.+\\.(ts|js|mjs)$': swc },
      setupFiles: ['<rootDir>/test/support/page-setup.ts'],
    }),
    project('journey', ['journeys/**/*.journey.test.ts']),
  ],
};
