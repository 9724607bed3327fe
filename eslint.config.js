import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';

const banned = [
  { selector: 'ExportAllDeclaration', message: 'Export names one by one.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  { selector: 'MethodDefinition[kind="set"]', message: 'No setters: use a method with a verb.' },
  { selector: 'ClassDeclaration[superClass]:not([superClass.name=/Error$/])', message: 'No inheritance beyond Error.' },
];
const bannedDefault = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

/** Folders of one app, inner first: a folder may import itself and those before it. */
function inward(app, folders) {
  return folders.flatMap((folder, index) => {
    const outer = folders.slice(index + 1).map((name) => `./${app}/src/${name}`);
    return outer.length === 0
      ? []
      : [
          {
            target: `./${app}/src/${folder}/**/!(*.test).ts`,
            from: outer,
            message: `${folder} may not import outwards (house style).`,
          },
        ];
  });
}
const apps = ['sfu', 'api', 'bot'];
const apart = apps.map((app) => ({
  target: `./${app}/src`,
  from: apps.filter((other) => other !== app).map((other) => `./${other}/src`),
  message: 'Apps meet in protocol only.',
}));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      'prisma/src/generated/**',
      'prisma/tools/**',
      '.skald/**',
      '**/*.mjs',
      'eslint.config.js',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './e2e/tsconfig.json', './client/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: { 'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })] },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...banned, bannedDefault],
      'no-restricted-properties': [
        'error',
        { property: '$transaction', message: 'The store is the only writer.' },
        { object: 'process', property: 'env', message: 'Read the environment in env.ts.' },
      ],
      'no-console': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'import-x/no-cycle': ['error', { maxDepth: 10 }],
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...inward('api', ['domain', 'store', 'mind', 'table', 'realtime', 'http']),
            ...inward('sfu', ['room', 'realtime', 'http']),
            ...inward('bot', ['domain', 'audio', 'speech', 'presence', 'links']),
            ...apart,
          ],
        },
      ],
    },
  },
  {
    files: ['{api,bot}/src/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\.{1,2}/|@skald/protocol$).*', message: 'domain imports only domain and protocol.' }] },
      ],
      'no-restricted-globals': [
        'error',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'process',
        'console',
        'Buffer',
        'fetch',
        'performance',
        'crypto',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance is an argument.' },
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
      ],
    },
  },
  { files: ['client/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, rules: { ...reactHooks.configs.recommended.rules } },
  {
    files: ['client/core/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^react', message: 'client/core knows no React.' }] }] },
  },
  {
    files: ['**/env.ts', 'e2e/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts', '**/*.test.ts', 'prisma/*.ts'],
    rules: { 'no-restricted-properties': ['error', { property: '$transaction', message: 'The store is the only writer.' }] },
  },
  { files: ['**/*.test.{ts,tsx}'], rules: { 'max-lines': ['error', 500], 'max-lines-per-function': 'off' } },
  { files: ['**/adventures/**/*.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  { files: ['scripts/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['*.config.ts', '**/vite.config.ts', '**/vitest.config.ts', '**/prisma.config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...banned] },
  },
);
