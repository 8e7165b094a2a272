import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import jest from 'eslint-plugin-jest';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What the decisions may not touch: time, chance and the outside world reach them in the event. */
const impureGlobals = [
  'process',
  'console',
  'fetch',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
];
const impureCalls = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time is in the event (`now`).',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance is seeded by the event id.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is in the event (`now`).',
  },
];

/** What the sources of a folder may not import (docs/architecture.md); dependency-cruiser checks the whole graph as well. */
const forbid = (...folders) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^(\\.\\./)+(${folders.join('|')})/`,
          message: 'Not allowed from this folder: see docs/architecture.md.',
        },
      ],
    },
  ],
});

export default defineConfig(
  globalIgnores(['cdk.out', 'coverage', 'dist', 'node_modules', '.dependency-cruiser.cjs']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A constant is written like any other name.
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'variable',
          modifiers: ['const'],
          format: ['camelCase', 'PascalCase'],
        },
        // As AWS spells it.
        { selector: 'variable', modifiers: ['destructured'], format: null },
        // What begins with `_` is thrown away.
        { selector: 'variable', filter: { regex: '^_', match: true }, format: null },
      ],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', ...impureCalls],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\.)', message: 'core is pure: it imports only from core.' }] },
      ],
    },
  },
  {
    files: ['twin/**/*.ts'],
    rules: forbid('core', 'control', 'aws', 'lambdas', 'lib', 'cli', 'rehearsal', 'config'),
  },
  { files: ['control/**/*.ts'], rules: forbid('aws', 'lambdas', 'lib', 'cli', 'twin', 'model', 'rehearsal') },
  { files: ['aws/**/*.ts'], rules: forbid('lambdas', 'lib', 'cli', 'twin', 'model', 'rehearsal') },
  { files: ['lambdas/**/*.ts'], rules: forbid('lib', 'cli', 'twin', 'model', 'rehearsal') },
  { files: ['lib/**/*.ts'], rules: forbid('core', 'cli', 'twin', 'model', 'rehearsal') },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended'], jest.configs['flat/style']],
    languageOptions: { globals: {} },
    rules: {
      'jest/no-disabled-tests': 'error',
      'jest/expect-expect': [
        'error',
        {
          assertFunctionNames: [
            'expect',
            'expect*',
            '*.hasResourceProperties',
            '*.resource*',
            'fc.assert',
            'assert*',
          ],
        },
      ],
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', performance: 'readonly', console: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-restricted-exports': 'off' },
  },
  prettier,
  // After Prettier's, which turns it off: a body on a line of its own has braces.
  { rules: { curly: ['error', 'multi-line', 'consistent'] } },
);
