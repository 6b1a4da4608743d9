import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import a11y from 'eslint-plugin-jsx-a11y';

/** Import directions of the house (docs/architecture.md): each zone names what a folder may not reach. */
const zone = (target, from, message) => ({ target, from, message });
const directions = [
  zone(
    './src/domain',
    ['./src/usecases', './src/ports', './src/forge', './src/entry', './src/index.ts', './static', './local'],
    'The domain is pure: it knows the contract types and itself.',
  ),
  zone(
    './src/contract',
    [
      './src/usecases',
      './src/ports',
      './src/forge',
      './src/entry',
      './src/domain',
      './src/index.ts',
      './static',
      './local',
    ],
    'The contract depends on nothing of ours.',
  ),
  zone(
    './src/ports',
    ['./src/usecases', './src/forge', './src/entry', './src/index.ts', './static', './local'],
    'Ports know the domain and the contract only.',
  ),
  zone(
    './src/usecases',
    ['./src/forge', './src/entry', './src/index.ts', './static', './local'],
    'Use cases take ports as arguments.',
  ),
  zone(
    './src/forge',
    ['./src/usecases', './src/entry', './src/index.ts', './static', './local'],
    'Adapters know ports and domain.',
  ),
  zone(
    './src/entry',
    ['./src/forge', './src/index.ts', './static', './local'],
    'The edge calls use cases; index.ts wires.',
  ),
  {
    target: './static',
    from: './src',
    except: ['./contract'],
    message: 'The UI may import the contract of src only.',
  },
  zone('./static', './local', 'The UI does not know the local site.'),
  {
    target: './local',
    from: './src',
    except: ['./contract'],
    message: 'The local site runs the built app; it may import the contract only.',
  },
  zone('./local', './static', 'The local site serves the built UI.'),
];

const forgeOnly = (message) => ({ group: ['@forge/*'], message });

export default tseslint.config(
  { ignores: ['**/dist/**', 'coverage/**', '.local-data/**', 'node_modules/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './static/tsconfig.json',
          './local/tsconfig.json',
          './tsconfig.tools.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: directions }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      complexity: ['error', 15],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Text nodes only (OUT-17).',
        },
        {
          selector: "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|spyOn)$/]",
          message: 'Ports get fakes; no module mocks and no spies.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/forge/**', 'src/entry/**', 'src/index.ts', 'src/**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [forgeOnly('Only src/forge and src/entry speak to Forge packages.')] },
      ],
    },
  },
  {
    files: ['src/domain/**/*.ts'],
    ignores: ['src/**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'The domain does no I/O.' }],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes as an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness comes as an argument.' },
      ],
    },
  },
  {
    files: ['static/**/*.{ts,tsx}'],
    ignores: ['static/bridge.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [forgeOnly('Only static/bridge.ts imports @forge/bridge.')] },
      ],
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': hooks, 'jsx-a11y': a11y },
    rules: {
      ...hooks.configs.recommended.rules,
      ...a11y.configs.strict.rules,
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'tests/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    // A store's `get<T>` says what the caller put there; its one use of T is the point of it.
    files: ['local/store/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-type-parameters': 'off' },
  },
  {
    // Forge takes the app's logs from the console; the local site and the tools are programs of the command line.
    files: ['src/forge/platform.ts', 'tools/**/*.ts', 'local/**/*.ts', 'static/vite.config.ts'],
    rules: { 'import-x/no-default-export': 'off', 'no-console': 'off' },
  },
);
