import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import vuePlugin from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/** Who may know whom (docs/architecture.md): the rest of the house is closed to these rooms. */
const closed = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name, so that one thing has one name everywhere.',
};
const clockFromContext = {
  selector:
    "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'Take the time from the context (ctx.now) or the clock, so that tests can set it.',
};
const insertAndUpdateOnly = {
  selector:
    "CallExpression[callee.object.property.name='manager'][callee.property.name=/^(save|remove|upsert|clear)$/]",
  message: 'Use insert, update, delete or a query builder: save() reads first and opens transactions of its own.',
};

const typescript = {
  files: ['**/*.ts', '**/*.vue'],
  languageOptions: { parserOptions: { parser: tseslint.parser } },
  rules: {
    '@typescript-eslint/consistent-type-imports': 'error',
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
    eqeqeq: 'error',
    'max-lines': ['error', { max: 300, skipBlankLines: false }],
    'no-console': 'error',
    'no-restricted-syntax': ['error', noDefaultExport],
  },
};

export default [
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      '.data/**',
      'coverage/**',
      'client/gql/**',
      'client/ui/.generated/**',
      '**/*.d.ts',
    ],
  },
  ...tseslint.configs.recommended.map((config) => ({ files: ['**/*.ts', '**/*.vue'], ...config })),
  ...vuePlugin.configs['flat/recommended'].map((config) => ({ ...config, files: config.files ?? ['**/*.vue'] })),
  typescript,
  {
    files: ['**/*.vue'],
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  {
    files: [
      '*.config.ts',
      'codegen.ts',
      'examples/*/codegen.ts',
      'client/vite.config.ts',
      'client/e2e/start-browser-tests.ts',
      'server/test/start-cluster.ts',
      'server/test/stop-cluster.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['server/features/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, clockFromContext, insertAndUpdateOnly] },
  },
  { files: ['**/*.test.ts', 'client/e2e/**', 'server/test/**'], rules: { 'max-lines': 'off' } },
  closed(
    ['server/platform/**'],
    [{ group: ['**/features/**', '**/demo/**'], message: 'The platform knows no feature.' }],
  ),
  closed(
    ['client/ui/**'],
    [
      {
        group: ['**/features/**', '**/apollo/**', '**/gql/**', '**/routes.ts', 'vue-router', '@apollo/*'],
        message: 'ui knows neither feature, router nor API.',
      },
    ],
  ),
  closed(
    ['client/!(e2e)/**', 'client/*'],
    [{ group: ['**/server/**'], message: 'The client knows the server by schema.graphql only.' }],
  ),
  // Generated, and switched off by its own first line.
  { files: ['examples/*/gql/**'], linterOptions: { reportUnusedDisableDirectives: 'off' } },
  closed(['examples/**'], [{ group: ['**/server/**', '**/client/**'], message: 'Examples know the schema only.' }]),
  {
    files: ['schema.graphql'],
    languageOptions: { parser: graphqlPlugin.parser, parserOptions: { graphQLConfig: { schema: './schema.graphql' } } },
    plugins: { '@graphql-eslint': graphqlPlugin },
    rules: {
      ...graphqlPlugin.configs['flat/schema-recommended'].rules,
      ...graphqlPlugin.configs['flat/schema-relay'].rules,
      // Payloads, errors and values are no nodes; lists of objects are `nodes` and short bounded lists.
      '@graphql-eslint/strict-id-in-types': 'off',
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // viewerCan... is the house's word for a permission, on Viewer too.
      '@graphql-eslint/no-typename-prefix': 'off',
      '@graphql-eslint/require-description': [
        'error',
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
    },
  },
];
