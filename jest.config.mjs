/** @type {import("jest").Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2023',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'nodenext' },
      },
    ],
  },
  maxWorkers: 2,
  testTimeout: 30_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['core/**/*.ts'],
  coverageThreshold: { './core/': { branches: 100, functions: 100, lines: 100 } },
};
