/**
 * Mutation testing of the decision rules: `npm run mutate`, for one file `npm run mutate -- --mutate core/holds.ts`.
 * A mutant that survives is a decision that no example insists on. No part of the suite: it takes hours. The tests must pass.
 */
export default {
  mutate: [
    'core/**/*.ts',
    // Judges the decisions in tests and in the simulation, and decides nothing.
    '!core/invariants.ts',
    'control/loop/**/*.ts',
    'control/effects/**/*.ts',
    'control/batch/process-batch.ts',
  ],
  // Sentences for people: a test that quotes each would be the sentence once more. Names that decide something are types, and
  // a wrong one does not compile.
  mutator: { excludedMutations: ['StringLiteral'] },
  testRunner: 'jest',
  // The tests are ES modules.
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  jest: {
    configFile: 'jest.config.mjs',
    enableFindRelatedTests: false,
    config: {
      testMatch: [
        '<rootDir>/test/core/**/*.test.ts',
        '<rootDir>/test/control/{effects,loop,measure}/**/*.test.ts',
        '<rootDir>/test/control/batch/**/*.test.ts',
      ],
      testPathIgnorePatterns: [
        // They compare words with pages.
        '-document.test.ts',
        // Hundreds of random histories each: a minute for every mutant. What only they find shows as a survivor.
        'properties.test.ts',
        'closed-loop.test.ts',
        // It runs the core while it is loaded, which makes every mutant one that all tests have to be run for.
        'invariants.test.ts',
      ],
      coverageThreshold: {},
    },
  },
  // Of a file that has not changed, what was found last time stands: a run that was broken off goes on where it was.
  incremental: true,
  incrementalFile: 'node_modules/.cache/stryker/incremental.json',
  concurrency: 2,
  // A machine that is busy with other things is no endless loop.
  timeoutMS: 60_000,
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['.stryker-tmp', 'cdk.out*', 'coverage', 'reports'],
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'node_modules/.cache/stryker/mutation.json' },
  clearTextReporter: { logTests: false, allowColor: false },
};
